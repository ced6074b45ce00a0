import type { JsonObject, JsonValue } from '@backstage/types';
import {
  INCOMPLETE_ROWS_KEY,
  isSecretName,
} from '@kratix-portal/plugin-ske-common';
import { fieldPlace, itemPlace, looksSecret, type NamedPlace } from '../values';
import type { FieldPath, FormValues, PageSchema } from './FormValues';
import { findField } from './placeCauses';

/** Whether a value at a path is a secret. */
type IsSecret = (value: JsonValue | undefined, path: FieldPath) => boolean;

/** The values without those of password fields, for a draft. */
export function withoutPasswords(
  pages: readonly PageSchema[],
  values: FormValues,
): FormValues {
  return without(values, (_, path) => isPasswordField(pages, path));
}

/** The values without those of password fields and without everything that looks like a secret, for a link. */
export function withoutSecrets(
  pages: readonly PageSchema[],
  values: FormValues,
): FormValues {
  return without(
    values,
    (value, path) => isPasswordField(pages, path) || isSecretPart(value, path),
  );
}

/** Whether a form has password fields. */
export function hasPasswords(pages: readonly PageSchema[]): boolean {
  return JSON.stringify(pages).includes('"KratixPassword"');
}

function without(values: FormValues, isSecret: IsSecret): FormValues {
  const path: FieldPath = ['spec'];
  const spec = strip(values.spec, { path, named: path }, isSecret);
  return {
    ...(values.objname !== undefined && { objname: values.objname }),
    ...(values.objnamespace !== undefined && {
      objnamespace: values.objnamespace,
    }),
    ...(spec !== undefined && { spec }),
  };
}

function strip(
  value: JsonValue | undefined,
  place: NamedPlace,
  isSecret: IsSecret,
): JsonValue | undefined {
  if (isSecret(value, place.path) || isSecret(value, place.named)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value
      .map((each, index) => strip(each, itemPlace(place, index), isSecret))
      .map(each => each ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .filter(([key]) => key !== INCOMPLETE_ROWS_KEY)
      .map(([key, each]) => [
        key,
        strip(each, fieldPlace(place, key, value), isSecret),
      ])
      .filter(([, each]) => each !== undefined),
  ) as JsonObject;
}

/** A link has less than a page shows: neither a number nor a whole group with the name of a secret. */
function isSecretPart(value: JsonValue | undefined, path: FieldPath): boolean {
  const key = path.at(-1);
  return (
    (value !== undefined && looksSecret(value, path)) ||
    (typeof key === 'string' && isSecretName(key) && typeof value !== 'boolean')
  );
}

/** Whether the form has a password field at a path. */
export function isPasswordField(
  pages: readonly PageSchema[],
  path: FieldPath,
): boolean {
  const place = findField(pages, path);
  if (!place) {
    return false;
  }
  const schema = place.path.reduce<JsonValue | undefined>((current, part) => {
    const own = current as JsonObject | undefined;
    const properties = own?.properties as JsonObject | undefined;
    if (typeof part === 'number') {
      return own?.items;
    }
    return properties && Object.hasOwn(properties, part)
      ? properties[part]
      : own?.additionalProperties;
  }, pages[place.page]);
  return (schema as JsonObject | undefined)?.['ui:field'] === 'KratixPassword';
}
