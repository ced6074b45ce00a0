import type { JsonValue } from '@backstage/types';

/** Prints a value: a text without quotes, and anything else as JSON. `String` throws for an object that has a field with the name `toString`. */
export function printPlain(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
