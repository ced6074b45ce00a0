import type { JsonObject } from '@backstage/types';
import type { ChoiceSource } from './ChoiceSource';
import { subsetsOf } from './presenceRule';
import { readPresenceTerms, type PresenceTerm } from './presenceTerms';

/** Parts of an object of which at most one may be present. A part is a property, or several properties that are only accepted together. */
export interface ExclusiveFields {
  parts: string[][];
  /** Whether none of them may be present too. */
  optional: boolean;
  /** The rules that are fully covered by this choice. */
  sources: ChoiceSource[];
}

/** Each field doubles the number of cases to try. */
const MAX_FIELDS = 8;
/** CEL has no shorter spelling for many fields, and the combinations of a single rule are already known. */
const MAX_FIELDS_OF_CEL = 12;

/**
 * Finds the properties of an object of which at most one may be present, whatever keywords and rules say so, alone or together: for example `anyOf` for
 * "at least one" with a CEL rule for "not both".
 *
 * The rules are evaluated for every combination of properties that are present.
 */
export function findExclusiveFields(schema: JsonObject): ExclusiveFields[] {
  return connect(readPresenceTerms(schema)).flatMap(findIn);
}

/** Groups rules that share fields. A group with too many fields is split into single rules. */
function connect(terms: PresenceTerm[]): PresenceTerm[][] {
  let groups: PresenceTerm[][] = [];
  for (const term of terms) {
    const isRelated = (group: PresenceTerm[]) =>
      group.some(({ fields }) =>
        fields.some(name => term.fields.includes(name)),
      );
    groups = [
      ...groups.filter(group => !isRelated(group)),
      [...groups.filter(isRelated).flat(), term],
    ];
  }
  return groups
    .flatMap(group =>
      fieldsOf(group).length > MAX_FIELDS ? group.map(term => [term]) : [group],
    )
    .filter(group => {
      const isCel = group.every(({ source }) => source.keyword === 'cel');
      const most = isCel ? MAX_FIELDS_OF_CEL : MAX_FIELDS;
      return fieldsOf(group).length <= most;
    });
}

function fieldsOf(terms: PresenceTerm[]): string[] {
  return [...new Set(terms.flatMap(({ fields }) => fields))];
}

function findIn(terms: PresenceTerm[]): ExclusiveFields[] {
  const allowed = subsetsOf(fieldsOf(terms))
    .map(present => new Set(present))
    .filter(present => terms.every(term => term.isTrueFor(present)));
  const parts = findParts(fieldsOf(terms), allowed);
  // A single rule must exclude both parts. If the exclusion only follows from a third field, the text of the rules is easier to understand.
  const areExclusive = ([a]: string[], [b]: string[]) =>
    terms.some(({ fields }) => fields.includes(a) && fields.includes(b)) &&
    !allowed.some(present => present.has(a) && present.has(b));
  const found: ExclusiveFields[] = [];
  const taken = new Set<string[]>();
  for (const first of parts) {
    if (taken.has(first)) {
      continue;
    }
    const group = [first];
    for (const part of parts) {
      if (
        !taken.has(part) &&
        !group.includes(part) &&
        group.every(other => areExclusive(other, part))
      ) {
        group.push(part);
      }
    }
    if (group.length > 1) {
      group.forEach(part => taken.add(part));
      found.push(describe(group, allowed, terms));
    }
  }
  return found;
}

/** Fields that are only accepted together are one part. A field that is never accepted belongs to no part. */
function findParts(
  fields: string[],
  allowed: Array<ReadonlySet<string>>,
): string[][] {
  const parts = new Map<string, string[]>();
  for (const name of fields) {
    const key = allowed.map(present => Number(present.has(name))).join('');
    if (key.includes('1')) {
      parts.set(key, [...(parts.get(key) ?? []), name]);
    }
  }
  return [...parts.values()];
}

function describe(
  parts: string[][],
  allowed: Array<ReadonlySet<string>>,
  terms: PresenceTerm[],
): ExclusiveFields {
  const fields = parts.flat();
  const optional = allowed.some(
    present => !fields.some(name => present.has(name)),
  );
  const cases = [...parts, ...(optional ? [[]] : [])];
  // The check of a choice counts its parts, so it does not replace a rule that also rejects half a part.
  const isReplaced = parts.every(({ length }) => length === 1);
  return {
    parts,
    optional,
    sources: terms
      .filter(
        term =>
          isReplaced &&
          term.fields.every(name => fields.includes(name)) &&
          cases.every(present => term.isTrueFor(new Set(present))),
      )
      .map(({ source }) => source),
  };
}
