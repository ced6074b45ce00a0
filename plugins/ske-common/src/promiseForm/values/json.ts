import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject } from '../../json';

/*
 * A Promise comes from outside, so each part of it is checked before it is used.
 */

/** The value if it is an object. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return isObject(value) ? (value as JsonObject) : undefined;
}

/** The value if it is a list, otherwise an empty list. */
export function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a string, otherwise an empty string. */
export function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The value if it is a finite number. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** The value if it is a valid count of characters, entries or properties in JSON Schema: a whole number that is not negative. */
export function asCount(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? value
    : undefined;
}

/** The values without repetitions. JSON Schema accepts no `enum` and no `required` that has the same value twice. */
export function withoutDoubles<T extends JsonValue>(values: T[]): T[] {
  const known = new Map(values.map(value => [JSON.stringify(value), value]));
  return [...known.values()];
}

/** Shortens a text, and does not cut a character into halves. */
export function shorten(text: string, maxLength: number): string {
  return text.length > maxLength
    ? `${text
        .slice(0, maxLength)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
    : text;
}

export function isTrue(value: JsonValue | undefined): boolean {
  return value === true;
}
