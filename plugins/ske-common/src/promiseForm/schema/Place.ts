import type { JsonObject } from '@backstage/types';
import type { FieldHint, FormHints } from '../hints';
import type { SizeLimits } from '../size';

/** Where a schema stands, and what is known there. */
export interface Place {
  /** Names from the spec down; `[]` for the entries of a list, `{}` for the values of a map. */
  path: string[];
  /** Whether the field must be filled in. */
  required: boolean;
  /** Below a map's values no `ui:` key reaches the form. */
  plainOnly: boolean;
  context: FormContext;
}

/** The same for all fields of one Promise. */
export interface FormContext {
  /** What is too large for a form; undefined where all of it is. */
  limits: SizeLimits | undefined;
  /** How many characters of JSON a schema has. */
  sizeOf(schema: JsonObject): number;
  hints: FormHints;
  notices: Set<string>;
}

/** The place of a part of what stands at `place`. */
export function below(
  place: Place,
  name: string,
  change: Partial<Place> = {},
): Place {
  return { ...place, required: false, ...change, path: [...place.path, name] };
}

/** `spec.hosts[].name`, for messages. */
export function describePlace({ path }: Place): string {
  return ['spec', ...path].join('.').replace(/\.(\[\]|\{\})/g, '$1');
}

export function hintFor(place: Place, schema: JsonObject): FieldHint {
  return place.context.hints.forField(place.path, schema);
}
