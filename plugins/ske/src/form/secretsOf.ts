import type { JsonValue } from '@backstage/types';
import { looksSecret, MASK, type IsSecret } from '../values';
import type { PageSchema } from './FormValues';
import { parseFieldPath } from './parseFieldPath';
import { isPasswordField } from './withoutSecrets';

/** Finds the values that a page hides until the user asks for them: those of password fields, and those that look like a secret. */
export function secretsOf(pages: readonly PageSchema[] = []): IsSecret {
  return (value, path) =>
    looksSecret(value, path) ||
    (value !== null && value !== '' && isPasswordField(pages, path));
}

/** Hides a value that the API prints as JSON, if it is a secret. The API does not know which fields are password fields. */
export function maskPrinted(
  printed: string,
  field: string,
  isSecret: IsSecret,
): string {
  return isSecret(read(printed), parseFieldPath(field)) ? MASK : printed;
}

function read(printed: string): JsonValue {
  try {
    return JSON.parse(printed);
  } catch {
    return printed;
  }
}
