import { containsSecret } from '@kratix-portal/plugin-ske-common';
import type { JsonValue } from '@backstage/types';
import { isObject } from '../values';
import { readDocuments } from './readDocuments';

/** A schema can describe a field that is called `password`, but the schema contains no password. */
const SCHEMA = 'openAPIV3Schema';

/**
 * Whether a text has values that look like secrets, also in the dependencies of a Promise.
 *
 * @returns undefined for a text that cannot be read
 */
export function holdsSecrets(text: string): boolean | undefined {
  const read = readDocuments(text);
  return 'documents' in read
    ? read.documents.some(({ object }) => {
        const value = withoutSchemas(object);
        return containsSecret(value) || hasSecretKind(value);
      })
    : undefined;
}

function withoutSchemas(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(withoutSchemas);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([key]) => key !== SCHEMA)
          .map(([key, each]) => [key, withoutSchemas(each ?? null)]),
      )
    : value;
}

function hasSecretKind(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) {
    return value.some(hasSecretKind);
  }
  return (
    isObject(value) &&
    ((value.kind === 'Secret' &&
      (value.data !== undefined || value.stringData !== undefined)) ||
      Object.values(value).some(hasSecretKind))
  );
}
