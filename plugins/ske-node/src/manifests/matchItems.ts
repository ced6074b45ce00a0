import type { JsonValue } from '@backstage/types';
import { isObject, valueOf } from './jsonObject';

/** The parts of an item's key whose default is known without the schema, such as the protocol of a port. */
const DEFAULTS: ReadonlyMap<string, JsonValue> = new Map([['protocol', 'TCP']]);

/** Whether the API server sets this part of an item's key to a known value if it is absent. */
export function isDefaultedKey(name: string): boolean {
  return DEFAULTS.has(name);
}

/** The parts of an item's key. An absent part is undefined. */
type ItemKey = (JsonValue | undefined)[];

/**
 * Finds the live item for each submitted item.
 *
 * A submitted item without a part of the key matches the live item that has the default value of this part. It does not match a live item with another value; for
 * example, a port without a protocol does not match the UDP port with the same number. If the default value is not known, the submitted item matches the only
 * live item of the user that has the other parts of its key.
 *
 * @param names - the fields that are the key of an item; empty for a list of plain values
 * @param isOwn - whether the user submitted a live item before
 * @returns the index of the live item for each submitted item, or undefined for a new item
 */
export function matchItems(
  live: JsonValue[],
  desired: JsonValue[],
  names: string[],
  isOwn: (item: JsonValue) => boolean = () => false,
): (number | undefined)[] {
  const liveKeys = live.map(item => keyOf(item, names));
  const keys = desired.map(item => keyOf(item, names));
  const indexes = new Map<string, number>();
  liveKeys.forEach((key, index) => {
    const text = JSON.stringify(key);
    if (!indexes.has(text)) {
      indexes.set(text, index);
    }
  });
  const matches = keys.map(key => indexes.get(JSON.stringify(key)));
  const matched = new Set(matches);
  const matchRest = (find: (key: ItemKey) => number | undefined) =>
    matches.forEach((match, position) => {
      const index = match ?? find(keys[position]);
      if (match === undefined && index !== undefined && !matched.has(index)) {
        matches[position] = index;
        matched.add(index);
      }
    });

  matchRest(key => indexes.get(JSON.stringify(withDefaults(key, names))));

  const partial = keys
    .filter((_, position) => matches[position] === undefined)
    .map(key => withDefaults(key, names))
    .filter(key => names.length > 0 && key.includes(undefined));
  if (partial.length > 0) {
    const candidates = [...liveKeys.entries()].filter(
      ([index]) => !matched.has(index) && isOwn(live[index]),
    );
    const find = findOnly(candidates, partial);
    matchRest(key => find(withDefaults(key, names)));
  }
  return matches;
}

/** Returns a field of an item, or undefined if the item is not a mapping. */
export function fieldOf(item: JsonValue, name: string): JsonValue | undefined {
  return isObject(item) ? valueOf(item, name) : undefined;
}

function keyOf(item: JsonValue, names: string[]): ItemKey {
  return names.length === 0 ? [item] : names.map(name => fieldOf(item, name));
}

function withDefaults(key: ItemKey, names: string[]): ItemKey {
  return key.map((part, at) => part ?? DEFAULTS.get(names[at]));
}

/** Returns a function that finds the only candidate with the parts of a key. It finds none if several of the keys have the same parts. */
function findOnly(
  candidates: [index: number, key: ItemKey][],
  keys: ItemKey[],
): (key: ItemKey) => number | undefined {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const text = partsText(key, key);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  // Items can lack different parts, so there is one index of the candidates for each set of parts.
  const indexes = new Map<string, Map<string, number[]>>();
  return key => {
    if (counts.get(partsText(key, key)) !== 1) {
      return undefined;
    }
    const shape = JSON.stringify(key.map(part => part !== undefined));
    let byParts = indexes.get(shape);
    if (!byParts) {
      byParts = new Map();
      for (const [index, candidate] of candidates) {
        const text = partsText(candidate, key);
        const same = byParts.get(text) ?? [];
        same.push(index);
        byParts.set(text, same);
      }
      indexes.set(shape, byParts);
    }
    const found = byParts.get(partsText(key, key)) ?? [];
    return found.length === 1 ? found[0] : undefined;
  };
}

/** The parts of a key that another key has too, as text. */
function partsText(key: ItemKey, given: ItemKey): string {
  return JSON.stringify(
    key.flatMap((part, at) => (given[at] === undefined ? [] : [[at, part]])),
  );
}
