import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';

/** What the user filled in: the name, the namespace and the spec, as the pages of a generated form call them. */
export interface FormValues {
  readonly objname?: string;
  readonly objnamespace?: string;
  readonly spec?: JsonValue;
}

/** One page of a generated form: a JSON Schema with hints for the form. */
export type PageSchema = JsonObject;

/** Where the user is in a form. */
export interface FormPosition {
  /** The page that is shown. */
  readonly page: number;
  /** The last page that the user has reached. */
  readonly reached: number;
}

/** Reads the value at a path. */
export function valueAt(
  value: JsonValue | undefined,
  path: FieldPath,
): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((current, key) => {
    if (typeof current !== 'object' || current === null) {
      return undefined;
    }
    return Object.hasOwn(current, key)
      ? (current as Record<string | number, JsonValue | undefined>)[key]
      : undefined;
  }, value);
}
