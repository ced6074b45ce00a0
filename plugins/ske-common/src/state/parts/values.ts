import { cleanText } from '../../errors';
import { isObject } from '../../json';

export { isObject };

/**
 * Reads a value inside nested objects; undefined if the path does not exist. It is a loop and not recursive, because computing the state of one row of a list
 * calls it about fifty times.
 */
export function valueAt(value: unknown, ...path: string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (!isObject(inner) || !Object.hasOwn(inner, key)) {
      return undefined;
    }
    inner = inner[key];
  }
  return inner;
}

/** Reads a non-empty text. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

/** Reads a number. */
export function numberAt(
  value: unknown,
  ...path: string[]
): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** Reads the objects of a list. */
export function objectsAt(
  value: unknown,
  ...path: string[]
): Record<string, unknown>[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** Turns a text of Kratix or of a pipeline into one line that ends a sentence. */
export function quoted(text: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
