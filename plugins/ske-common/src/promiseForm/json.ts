import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject } from '../json';

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

export function isTrue(value: JsonValue | undefined): boolean {
  return value === true;
}
