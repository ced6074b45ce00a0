import type { JsonValue } from '@backstage/types';

/** A rule of a field, as data: pages write it in the user's language. */
export type FieldRule =
  | { readonly type: 'enum'; readonly values: readonly JsonValue[] }
  | { readonly type: 'pattern' | 'format'; readonly text: string }
  | {
      readonly type:
        | 'minimum'
        | 'maximum'
        | 'above'
        | 'below'
        | 'multipleOf'
        | 'minLength'
        | 'maxLength'
        | 'minItems'
        | 'maxItems'
        | 'minProperties'
        | 'maxProperties';
      readonly value: number;
    }
  | { readonly type: 'unique' | 'nullable' | 'immutable' | 'oneOf' | 'anyOf' }
  /** A rule in CEL (`x-kubernetes-validations`), with the message of its author. */
  | { readonly type: 'cel'; readonly rule: string; readonly message?: string };

/** What a value is. `map` and `list` have the type of their values in `of`. */
export type FieldType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'object'
  | 'list'
  | 'map'
  | 'int-or-string'
  | 'any';

/** One field of the kind that a Promise offers. */
export interface ApiField {
  /** The path, such as `spec.rules[].port`. `[]` stands for each entry of a list, `{}` for each value of a map. */
  readonly path: string;
  readonly name: string;
  /** The depth of the field: 0 for the fields of the spec. */
  readonly depth: number;
  readonly type: FieldType;
  readonly of?: FieldType;
  readonly isRequired: boolean;
  readonly description?: string;
  /** Undefined if there is no default. Null can be a default. */
  readonly default?: JsonValue;
  readonly rules: readonly FieldRule[];
}
