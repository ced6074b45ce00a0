import type { JsonValue } from '@backstage/types';
import { asObject } from '../values/json';

/**
 * Whether an entity can contain the value unchanged.
 *
 * The catalog treats an object such as `{$text: …}` as an instruction. It rejects an entity in which two keys with the same path differ only in case. All
 * entries of a list, and of the lists inside this list, have the same path.
 */
export function fitsCatalog(value: JsonValue | undefined): boolean {
  const spellings = new Map<string, string>();
  const fits = (inner: JsonValue | undefined, path: string): boolean => {
    if (Array.isArray(inner)) {
      return inner.every(item => fits(item, path));
    }
    return Object.entries(asObject(inner) ?? {}).every(([key, entry]) => {
      const place = `${path}.${key}`;
      const lower = place.toLowerCase();
      const known = spellings.get(lower) ?? place;
      spellings.set(lower, place);
      return known === place && !key.startsWith('$') && fits(entry, place);
    });
  };
  return fits(value, '');
}

/** The names that differ from another name only in case. */
export function readCaseTwins(names: string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const lower = name.toLowerCase();
    counts.set(lower, (counts.get(lower) ?? 0) + 1);
  }
  return names.filter(name => counts.get(name.toLowerCase())! > 1);
}
