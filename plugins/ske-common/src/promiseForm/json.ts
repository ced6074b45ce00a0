import type { JsonObject, JsonValue } from '@backstage/types';

/*
 * A Promise is written by others: each part of it is looked at before it is taken for what it should be.
 */

/** The value, if it is an object. */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The value, if it is a list; else an empty one. */
export function asList(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The value, if it is text; else an empty one. */
export function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The value, if it is a number. */
export function asNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

export function isTrue(value: JsonValue | undefined): boolean {
  return value === true;
}
