import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';

/** Whether a value is a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is a JSON object. */
export function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** Reads a value inside nested objects, and by numbers inside lists; undefined if the path does not exist. */
export function valueAt(
  value: unknown,
  ...path: FieldPath
): JsonValue | undefined {
  return path.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) {
      return typeof step === 'number' ? inner[step] : undefined;
    }
    return isObject(inner) && Object.hasOwn(inner, step)
      ? inner[step]
      : undefined;
  }, value) as JsonValue | undefined;
}

/** A copy without the keys whose value is undefined, as JSON would keep it. */
export function withoutUndefined(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** Reads a text that is not empty. */
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

/** Reads the objects of a list; empty if there is no list. */
export function objectsAt(value: unknown, ...path: string[]): JsonObject[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.filter(isObject) : [];
}
