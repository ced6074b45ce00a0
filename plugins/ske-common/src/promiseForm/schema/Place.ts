import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldHint, FormHints } from '../hints';
import type { SizeLimits } from '../values/size';

/** Makes the field of a nested schema. This function is passed as an argument, so that the files for objects and lists need not import the file that makes all fields. */
export type ConvertSchema = (schema: JsonObject, place: Place) => JsonObject;

/** The position of a schema within the spec, with the context of the form. */
export interface Place {
  /** Names from the spec downwards; `[]` for the entries of a list, `{}` for the values of a map. */
  path: string[];
  /** Whether the field must be filled in. */
  required: boolean;
  /** The value with which the form starts because of the default of an outer object; see valuesGiven. */
  given?: JsonValue;
  context: FormContext;
}

/** The context, which is the same for all fields of one Promise. */
export interface FormContext {
  /** The limits up to which a part is shown as fields; undefined if every property is too large. */
  limits: SizeLimits | undefined;
  /** How many characters of JSON a schema has. */
  sizeOf(schema: JsonObject): number;
  hints: FormHints;
  notices: Set<string>;
}

/** The place of a part of the schema at `place`. */
export function below(
  place: Place,
  name: string,
  change: Partial<Place> = {},
): Place {
  return {
    ...place,
    required: false,
    given: undefined,
    ...change,
    path: [...place.path, name],
  };
}

/** `spec.hosts[].name`, for messages. */
export function describePlace({ path }: Place): string {
  return ['spec', ...path].join('.').replace(/\.(\[\]|\{\})/g, '$1');
}

export function hintFor(place: Place, schema: JsonObject): FieldHint {
  return place.context.hints.forField(place.path, schema);
}

/** Whether the form fills in the field although the field has no default of its own. */
export function isGiven({ given }: Pick<Place, 'given'>): boolean {
  return given !== undefined && given !== null;
}
