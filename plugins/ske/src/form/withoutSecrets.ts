import type { JsonObject, JsonValue } from '@backstage/types';
import {
  INCOMPLETE_ROWS_KEY,
  isSecretName,
  isSecretText,
} from '@kratix-portal/plugin-ske-common';
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
    (value, path) =>
      isPasswordField(pages, path) || looksSecret(value, path.at(-1)),
  );
}

/** Whether a form has password fields. */
export function hasPasswords(pages: readonly PageSchema[]): boolean {
  return JSON.stringify(pages).includes('"KratixPassword"');
}

function without(values: FormValues, isSecret: IsSecret): FormValues {
  const spec = strip(values.spec, ['spec'], isSecret);
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
  path: FieldPath,
  isSecret: IsSecret,
): JsonValue | undefined {
  if (isSecret(value, path)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value
      .map((each, index) => strip(each, [...path, index], isSecret))
      .map(each => each ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .filter(([key]) => key !== INCOMPLETE_ROWS_KEY)
      .map(([key, each]) => [key, strip(each, [...path, key], isSecret)])
      .filter(([, each]) => each !== undefined),
  ) as JsonObject;
}

function looksSecret(
  value: JsonValue | undefined,
  key: string | number | undefined,
): boolean {
  const isNamed = typeof key === 'string' && isSecretName(key);
  return typeof value === 'string'
    ? isNamed || isSecretText(value)
    : isNamed && typeof value !== 'boolean';
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
