import type { JsonValue } from '@backstage/types';
import {
  parseFieldPath,
  looksSecret,
  type IsSecret,
} from '@kratix-portal/plugin-ske-common';
import { MASK, maskAt, placeIn } from '../values';
import type { PageSchema } from './FormValues';
import { isPasswordField } from './withoutSecrets';

/** Finds the values that a page hides until the user asks for them: values of password fields, and values that look like a secret. */
export function secretsOf(pages: readonly PageSchema[] = []): IsSecret {
  return (value, path) =>
    looksSecret(value, path) ||
    (value !== null && value !== '' && isPasswordField(pages, path));
}

/**
 * Hides the secrets in a value that the API prints as JSON. The API does not know which fields are password fields.
 *
 * @param object - the object that contains the field. Names in it say what the value is: `spec.env[0].value` is beside `name: PASSWORD`
 */
export function maskPrinted(options: {
  printed: string;
  field: string;
  object: JsonValue;
  isSecret: IsSecret;
}): string {
  const { printed, field, object, isSecret } = options;
  const place = placeIn(object, parseFieldPath(field, object));
  const { value, hidden } = maskAt(read(printed), place, isSecret);
  if (hidden === 0) {
    return printed;
  }
  return typeof value === 'string' ? MASK : JSON.stringify(value);
}

function read(printed: string): JsonValue {
  try {
    return JSON.parse(printed);
  } catch {
    return printed;
  }
}
