import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  type FieldPath,
  invalidField,
  printFieldPath,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { fromCluster, HIDDEN, isShortened, REPLACEMENT } from './untrusted';

type InvalidField = ReturnType<typeof invalidField>;

/**
 * Restores the values of the live object in a spec that an agent sends back. `get-request` shows a spec as {@link fromCluster} prepares it: with hidden secrets,
 * shortened texts and replaced characters. Where the agent sends back what it was shown, the live value stays.
 *
 * A value is restored only in its own field, and in a list only in the same named or unchanged element. Otherwise an agent could move a hidden value to a field that
 * is shown.
 *
 * @throws SkeError, 400 `invalid-input`, if the spec contains something else that is only shown, and would replace a real value
 */
export function restoreFromCluster(
  input: JsonValue,
  live: JsonValue | undefined,
): JsonValue {
  const problems: InvalidField[] = [];
  const restored = restore(
    { input, live, shown: fromCluster(live), path: ['spec'] },
    problems,
  );
  if (problems.length > 0) {
    throw SkeError.invalidInput(
      problems,
      'Send the values that get-request shows without a change, or leave out what the user does not want. Ask the user for a new value, and do not guess a hidden one.',
    );
  }
  return restored;
}

interface Place {
  input: JsonValue;
  /** The live value of the same place. */
  live: JsonValue | undefined;
  /** How the live value is shown. */
  shown: JsonValue | undefined;
  path: FieldPath;
}

function restore(place: Place, problems: InvalidField[]): JsonValue {
  const { input, live, shown, path } = place;
  if (live !== undefined && isDeepStrictEqual(input, shown)) {
    return live;
  }
  if (Array.isArray(input)) {
    return restoreList(input, place, problems);
  }
  if (typeof input === 'object' && input !== null) {
    return restoreObject(input, place, problems);
  }
  if (typeof input === 'string') {
    const problem = explain(input, live);
    if (problem) {
      problems.push(invalidField(printFieldPath(path), problem));
    }
  }
  return input;
}

/** Why a text cannot be written, if it comes from a text that is shown differently. */
function explain(
  input: string,
  live: JsonValue | undefined,
): string | undefined {
  if (input.includes(HIDDEN)) {
    return 'has a hidden value of another place: the value itself is not known here';
  }
  if (typeof live !== 'string') {
    return undefined;
  }
  if (isShortened(live) && input.endsWith('…')) {
    return 'is only the shown beginning of a longer text: send the whole text';
  }
  return input.includes(REPLACEMENT) && !live.includes(REPLACEMENT)
    ? 'has U+FFFD in place of a character that is not shown, such as a carriage return: send the text without it'
    : undefined;
}

function restoreObject(
  input: JsonObject,
  { live, shown, path }: Place,
  problems: InvalidField[],
): JsonObject {
  const fields = isObject(live) ? liveFields(live) : new Map<string, string>();
  if (!isDeepStrictEqual(labelOf(input), labelOf(shown))) {
    fields.delete('value');
  }
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([field, value = null]) => {
        const liveField = fields.get(field);
        const known = liveField !== undefined && isObject(live);
        return [
          liveField ?? field,
          restore(
            {
              input: value,
              live: known ? live[liveField] : undefined,
              shown: known && isObject(shown) ? shown[field] : undefined,
              path: [...path, field],
            },
            problems,
          ),
        ];
      }),
  );
}

/** The names of the fields by how they are shown. Names that look the same are left out. */
function liveFields(live: JsonObject): Map<string, string> {
  const fields = new Map<string, string>();
  const doubles = new Set<string>();
  for (const field of Object.keys(live)) {
    const [shown] = Object.keys(fromCluster({ [field]: null }) as JsonObject);
    if (fields.has(shown)) {
      doubles.add(shown);
    }
    fields.set(shown, field);
  }
  for (const field of doubles) {
    fields.delete(field);
  }
  return fields;
}

function restoreList(
  input: JsonValue[],
  { live, shown, path }: Place,
  problems: InvalidField[],
): JsonValue[] {
  const lives = Array.isArray(live) ? live : [];
  const shownItems = Array.isArray(shown) ? shown : [];
  return input.map((item, index) => {
    const partner = findPartner(item, index, input.length, shownItems, lives);
    return restore(
      {
        input: item,
        live: lives[partner],
        shown: shownItems[partner],
        path: [...path, index],
      },
      problems,
    );
  });
}

/** The index of the live element that an element stands for; -1 if there is none, or more than one. */
function findPartner(
  item: JsonValue,
  index: number,
  length: number,
  shown: JsonValue[],
  live: JsonValue[],
): number {
  const isSameLength = length === live.length;
  const equal = shown.flatMap((each, at) =>
    isDeepStrictEqual(each, item) ? [at] : [],
  );
  if (equal.length > 0) {
    const [first] = equal;
    const isClear = equal.every(at => isDeepStrictEqual(live[at], live[first]));
    if (isClear) {
      return first;
    }
    return isSameLength && equal.includes(index) ? index : -1;
  }
  const label = labelOf(item);
  if (label !== undefined) {
    const named = shown.flatMap((each, at) =>
      isDeepStrictEqual(labelOf(each), label) ? [at] : [],
    );
    return named.length === 1 ? named[0] : -1;
  }
  return isSameLength && labelOf(shown[index]) === undefined ? index : -1;
}

/** The `name` and `key` of an element, which decide whether its `value` is hidden. */
function labelOf(item: JsonValue | undefined): object | undefined {
  if (!isObject(item)) {
    return undefined;
  }
  const { name, key } = item;
  return name === undefined && key === undefined ? undefined : { name, key };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
