import type { JsonValue } from '@backstage/types';
import { isObject, valueOf } from './jsonObject';

/** The parts of an item's key that the API server sets if they are absent, such as the protocol of a port. */
const DEFAULTS: ReadonlyMap<string, JsonValue> = new Map([['protocol', 'TCP']]);

/**
 * Finds the live item for each submitted item. A submitted item without a part of the key matches the live item that has the default value of this part. It does
 * not match a live item with another value; for example, a port without a protocol does not match the UDP port with the same number.
 *
 * @param names - the fields that are the key of an item; empty for a list of plain values
 * @returns the index of the live item for each submitted item, or undefined for a new item
 */
export function matchItems(
  live: JsonValue[],
  desired: JsonValue[],
  names: string[],
): (number | undefined)[] {
  const indexes = new Map<string, number>();
  live.forEach((item, index) => {
    const key = keyText(item, names);
    if (!indexes.has(key)) {
      indexes.set(key, index);
    }
  });
  const matches = desired.map(item => indexes.get(keyText(item, names)));
  const matched = new Set(matches);
  return matches.map((match, position) => {
    if (match !== undefined) {
      return match;
    }
    const index = indexes.get(keyText(desired[position], names, DEFAULTS));
    if (index === undefined || matched.has(index)) {
      return undefined;
    }
    matched.add(index);
    return index;
  });
}

/** Returns a field of an item, or undefined if the item is not a mapping. */
export function fieldOf(item: JsonValue, name: string): JsonValue | undefined {
  return isObject(item) ? valueOf(item, name) : undefined;
}

function keyText(
  item: JsonValue,
  names: string[],
  defaults?: ReadonlyMap<string, JsonValue>,
): string {
  return JSON.stringify(
    names.length === 0
      ? item
      : names.map(name => fieldOf(item, name) ?? defaults?.get(name)),
  );
}
