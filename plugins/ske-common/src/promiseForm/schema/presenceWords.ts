import type { JsonObject } from '@backstage/types';
import { code } from './bounds';
import type { RejectedByCel } from './celPresence';
import { requiredNames, titlesOfProperties } from './properties';

/** The combinations of present fields that a rule rejects. */
type Rejected = Pick<RejectedByCel, 'fields' | 'rejected'>;

const MAX_WORDS = 10;

/** Writes `A, B or C`. It shortens a long list to its first words. */
export function listWords(words: string[], last: 'and' | 'or'): string {
  const shown =
    words.length > MAX_WORDS
      ? [
          ...words.slice(0, MAX_WORDS),
          `${words.length - MAX_WORDS} other fields`,
        ]
      : words;
  return shown.length > 1
    ? `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`
    : shown.join();
}

/** Says which fields a CEL rule without a message wants to be present. */
export function describePresence(
  presence: Rejected,
  rule: string,
  schema: JsonObject,
): string {
  const { fields, rejected } = withoutRequired(presence, schema);
  if (fields.length === 0) {
    return 'A rule for this field excludes this value.';
  }
  const titleOf = titlesOfProperties(schema);
  const names = fields.map(titleOf);
  const [only, ...more] = rejected.length === 1 ? rejected[0] : [];
  if (fields.length === 1 && rejected.length === 1) {
    return only === undefined
      ? `${names[0]} must be filled in.`
      : `${names[0]} must stay empty.`;
  }
  if (fields.length === 2 && only !== undefined && more.length === 0) {
    const other = fields.find(name => name !== only)!;
    return `If ${titleOf(only)} is filled in, fill in ${titleOf(other)} too.`;
  }
  const list = listWords(names, 'and');
  switch (acceptedCounts({ fields, rejected })?.join()) {
    case countsFrom(1, fields.length):
      return `Fill in at least 1 of ${list}.`;
    case countsFrom(0, 1):
      return `Fill in at most 1 of ${list}.`;
    case countsFrom(0, fields.length - 1):
      return `Fill in at most ${fields.length - 1} of ${list}.`;
    case `0,${fields.length}`:
      return `Fill in all of ${list}, or none of them.`;
    case '1':
      return `Choose exactly one: ${listWords(names, 'or')}.`;
    default:
      return `The rule for ${list} must be met: ${code(rule.trim())}.`;
  }
}

/** The user has to fill in a required field anyway, so the text of the rule leaves it out, unless all fields of the rule are required. */
function withoutRequired(presence: Rejected, schema: JsonObject): Rejected {
  const required = requiredNames(schema);
  const isFree = (name: string) => !required.includes(name);
  const fields = presence.fields.filter(isFree);
  const asked = presence.fields.filter(name => !isFree(name));
  const rejected = presence.rejected
    .filter(present => asked.every(name => present.includes(name)))
    .map(present => present.filter(isFree));
  return fields.length > 0 && rejected.length > 0
    ? { fields, rejected }
    : presence;
}

function countsFrom(first: number, last: number): string {
  return Array.from(
    { length: last - first + 1 },
    (_, index) => first + index,
  ).join();
}

/** How many of the fields may be present. Undefined if the rule depends on more than this number. */
function acceptedCounts({ fields, rejected }: Rejected): number[] | undefined {
  const total = fields.length;
  const accepted: number[] = [];
  let combinations = 1;
  for (let count = 0; count <= total; count += 1) {
    const found = rejected.filter(each => each.length === count).length;
    if (found === 0) {
      accepted.push(count);
    } else if (found < combinations) {
      return undefined;
    }
    combinations = (combinations * (total - count)) / (count + 1);
  }
  return accepted;
}
