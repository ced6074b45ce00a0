import type { JsonObject } from '@backstage/types';
import { asObject } from '../values/json';

/** The field of the form for a schema. */
export interface Field {
  /** JSON Schema with `ui:` keys. */
  form: JsonObject;
  /** Sentences below the description: which checks are left to the cluster, and which values the field expects. */
  notes: string[];
  /** Conditions that the value must not meet; see withoutAny. */
  forbidden: Forbidden[];
}

/** A condition that no value of the field may meet. */
export interface Forbidden {
  schema: JsonObject;
  /** The error message for a value that meets the condition. */
  message: string;
}

export function field(form: JsonObject, notes: string[] = []): Field {
  return { form, notes, forbidden: [] };
}

/**
 * Adds the forbidden conditions as one `not`.
 *
 * The form looks for fields in `allOf`, `anyOf` and `oneOf`, and asks the user to select a branch; below `not` it only validates.
 * So each rule is written as `not` of the opposite rule.
 */
export function withoutAny(
  form: JsonObject,
  forbidden: Forbidden[],
): JsonObject {
  if (forbidden.length === 0) {
    return form;
  }
  const schemas = forbidden.map(({ schema }) => schema);
  const messages = [...new Set(forbidden.map(({ message }) => message))];
  return {
    ...form,
    not: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
    errorMessage: {
      ...asObject(form.errorMessage),
      not: messages.join(' '),
    },
  };
}
