import type { JsonObject, JsonValue } from '@backstage/types';

/** What the user filled in: the name, the namespace and the spec, under the names that the pages of a generated form use. */
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
