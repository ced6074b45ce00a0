import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  type FieldPath,
  fieldPlace,
  invalidField,
  printFieldPath,
  ROOT,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { fromCluster, HIDDEN, isShortened, REPLACEMENT } from './untrusted';
import { isLeftOut, leftOut } from './withinSize';

type InvalidField = ReturnType<typeof invalidField>;

/**
 * Restores the values of the live object in a spec that an agent sends back. `get-request` shows a spec as {@link fromCluster} prepares it: with hidden secrets,
 * shortened texts and replaced characters. If the agent sends a value back exactly as it was shown, the live value stays.
 *
 * A value is restored only in its own field, and in a list only in the same named or unchanged element, or in the only changed one. Otherwise an agent could move a hidden
 * value to a field that is shown, or to another element.
 *
 * @throws SkeError, 400 `invalid-input`, if the spec contains another placeholder, or a shortened or changed text, that would replace a real value
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
      'Send the values exactly as get-request shows them, or leave out what the user does not want. Ask the user for a new value, and do not guess a hidden one.',
    );
  }
  return restored;
}

interface Place {
  input: JsonValue;
  /** The live value at the same path. */
  live: JsonValue | undefined;
  /** How the live value is shown. */
  shown: JsonValue | undefined;
  path: FieldPath;
}

function restore(place: Place, problems: InvalidField[]): JsonValue {
  const { input, live, shown, path } = place;
  if (
    live !== undefined &&
    (isDeepStrictEqual(input, shown) || isLeftOutOf(input, shown))
  ) {
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

function isLeftOutOf(input: JsonValue, shown: JsonValue | undefined): boolean {
  return (
    shown !== undefined &&
    typeof input === 'string' &&
    isLeftOut(input) &&
    input === leftOut(shown)
  );
}

/** Replaces each text of {@link leftOut} with the value at the same place that it stands for. */
function withLeftOut(
  input: JsonValue,
  shown: JsonValue | undefined,
): JsonValue {
  if (shown !== undefined && isLeftOutOf(input, shown)) {
    return shown;
  }
  if (Array.isArray(input)) {
    const items = Array.isArray(shown) ? shown : [];
    return input.map((each, index) => withLeftOut(each, items[index]));
  }
  if (!isObject(input)) {
    return input;
  }
  return Object.fromEntries(
    Object.entries(input).map(([field, each = null]) => [
      field,
      withLeftOut(
        each,
        isObject(shown) && Object.hasOwn(shown, field)
          ? shown[field]
          : undefined,
      ),
    ]),
  );
}

/** Says why a text cannot be written, if it seems to come from a text that is not shown as it is. */
function explain(
  input: string,
  live: JsonValue | undefined,
): string | undefined {
  if (input.includes(HIDDEN)) {
    return 'has the placeholder of a hidden value that belongs to another field, and the value itself is not known here';
  }
  if (isLeftOut(input)) {
    return 'has the placeholder of a value that was left out, and that belongs to another field or has changed meanwhile';
  }
  if (typeof live !== 'string') {
    return undefined;
  }
  if (isShortened(live) && input.endsWith('…')) {
    return 'is only the beginning of a longer text: send the whole text';
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
  // An agent may send the fields in another order.
  const namesOf = (object: JsonObject, field: string) =>
    fieldPlace(ROOT, field, object).named.map(String).sort();
  for (const field of fields.keys()) {
    const before = isObject(shown) ? namesOf(shown, field) : undefined;
    if (!isDeepStrictEqual(namesOf(input, field), before)) {
      fields.delete(field);
    }
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

/** Maps each name as it is shown to the name of the field. Names that look the same are left out. */
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
  const partners = findPartners(
    input,
    Array.isArray(shown) ? shown : [],
    lives,
  );
  return input.map((item, index) => {
    const partner = partners[index];
    const isKnown = partner !== undefined && Array.isArray(shown);
    return restore(
      {
        input: item,
        // Without a partner nothing is restored. The live element at the same index is only used to recognise a shortened text.
        live: lives[isKnown ? partner : index],
        shown: isKnown ? shown[partner] : undefined,
        path: [...path, index],
      },
      problems,
    );
  });
}

/** The index of the live element that each element stands for; `undefined` if there is none, or if that is not certain. */
function findPartners(
  input: JsonValue[],
  shown: JsonValue[],
  live: JsonValue[],
): Array<number | undefined> {
  // Lists can have moved elements, of which a result had no room for the whole. Their text says which element it is.
  const leftOuts = new Map<JsonValue, number>();
  if (input.some(each => typeof each === 'string' && isLeftOut(each))) {
    shown.forEach((each, at) => leftOuts.set(leftOut(each), at));
  }
  const whole = input.map((each, index) =>
    withLeftOut(each, shown[leftOuts.get(each) ?? index]),
  );
  const [keys, shownKeys] = [whole.map(keyOf), shown.map(keyOf)];
  const equals = new Map<string, { first: number; isClear: boolean }>();
  const labels = new Map<string, number | undefined>();
  shown.forEach((each, at) => {
    const equal = equals.get(shownKeys[at]) ?? { first: at, isClear: true };
    equal.isClear &&= isDeepStrictEqual(live[at], live[equal.first]);
    equals.set(shownKeys[at], equal);
    const label = labelOf(each);
    if (label) {
      labels.set(keyOf(label), labels.has(keyOf(label)) ? undefined : at);
    }
  });
  const changes = keys.filter((key, index) => key !== shownKeys[index]);
  // If more elements differ, elements may have been moved, so their indexes do not identify them.
  const isInPlace = input.length === shown.length && changes.length <= 1;
  return input.map((item, index) => {
    const equal = equals.get(keys[index]);
    if (equal) {
      const isSame = isInPlace && keys[index] === shownKeys[index];
      return equal.isClear ? equal.first : onlyIf(isSame, index);
    }
    const label = labelOf(item);
    return label
      ? labels.get(keyOf(label))
      : onlyIf(isInPlace && !labelOf(shown[index]), index);
  });
}

function onlyIf(condition: boolean, index: number): number | undefined {
  return condition ? index : undefined;
}

/** Equal values have the same key, regardless of the order of their fields. */
function keyOf(value: JsonValue): string {
  return JSON.stringify(value, (_, each) =>
    isObject(each)
      ? Object.fromEntries(
          Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)),
        )
      : each,
  );
}

/** The `name` and `key` of an element, which decide whether its `value` is hidden. */
function labelOf(item: JsonValue | undefined): JsonObject | undefined {
  if (!isObject(item)) {
    return undefined;
  }
  const { name, key } = item;
  return name === undefined && key === undefined ? undefined : { name, key };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
