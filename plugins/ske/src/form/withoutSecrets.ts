import type { JsonObject, JsonValue } from '@backstage/types';
import {
  INCOMPLETE_ROWS_KEY,
  INVALID_YAML_KEY,
  isSecretName,
  printFieldPath,
  type FieldPath,
  fieldPlace,
  isSecretAt,
  itemPlace,
  looksSecret,
  type NamedPlace,
} from '@kratix-portal/plugin-ske-common';
import { isObject } from '../values';
import type { FormValues, PageSchema } from './FormValues';
import { findField } from './placeCauses';

/** How secrets are removed from a value. */
interface Removal {
  isSecret(value: JsonValue, place: NamedPlace): boolean;
  /** Called for each value that is removed. */
  onRemoved?(path: FieldPath): void;
  /** Whether a removed entry of a list leaves null, so that the other entries keep their indexes. */
  keepsPlaces: boolean;
  /** Whether input that is not complete is kept. A text that is not YAML may contain anything. */
  keepsUnfinished: boolean;
}

/** The values without the values of password fields, for a draft. */
export function withoutPasswords(
  pages: readonly PageSchema[],
  values: FormValues,
): FormValues {
  return without(values, {
    isSecret: (_, { path }) => isPasswordField(pages, path),
    keepsPlaces: true,
    keepsUnfinished: true,
  });
}

/** The values without the values of password fields and without everything that looks like a secret, for a draft without a form. */
export function withoutSecrets(
  pages: readonly PageSchema[],
  values: FormValues,
): FormValues {
  return without(values, {
    isSecret: (value, { path, named }) =>
      isPasswordField(pages, path) ||
      isSecretPart(value, path) ||
      isSecretPart(value, named),
    keepsPlaces: true,
    keepsUnfinished: false,
  });
}

/**
 * The values without the values of password fields and without everything that looks like a secret, for a form that starts with them. What only refers to a
 * secret is kept. The result also says which fields were left out.
 */
export function leaveOutSecrets(
  pages: readonly PageSchema[],
  values: FormValues,
): { values: FormValues; omitted: readonly string[] } {
  const omitted: string[] = [];
  const kept = without(values, {
    isSecret: (value, place) =>
      isSecretAt(value, place, looksSecret) ||
      (value !== '' && value !== null && isPasswordField(pages, place.path)),
    onRemoved: path => omitted.push(printFieldPath(path)),
    keepsPlaces: false,
    keepsUnfinished: false,
  });
  return { values: kept, omitted };
}

/** Whether each form that was searched has password fields. A form can have a megabyte, and the draft asks at each keystroke. */
const searchedForms = new WeakMap<readonly PageSchema[], boolean>();

/** Whether a form has password fields. */
export function hasPasswords(pages: readonly PageSchema[]): boolean {
  const known = searchedForms.get(pages);
  if (known !== undefined) {
    return known;
  }
  const found = JSON.stringify(pages).includes('"KratixPassword"');
  searchedForms.set(pages, found);
  return found;
}

/**
 * A draft without a form also lacks values that a page shows: numbers, and groups whose name is that of a secret. When the draft is read, these values
 * come from the object on the cluster.
 */
function isSecretPart(value: JsonValue, path: FieldPath): boolean {
  const key = path.at(-1);
  return (
    looksSecret(value, path) ||
    (typeof key === 'string' && isSecretName(key) && typeof value !== 'boolean')
  );
}

function without(values: FormValues, removal: Removal): FormValues {
  const path: FieldPath = ['spec'];
  const spec = strip(values.spec, { path, named: path }, removal);
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
  removal: Removal,
): JsonValue | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (removal.isSecret(value, place)) {
    removal.onRemoved?.(place.path);
    return undefined;
  }
  if (Array.isArray(value)) {
    const entries = value.map((each, index) =>
      strip(each, itemPlace(place, index), removal),
    );
    return removal.keepsPlaces
      ? entries.map(each => each ?? null)
      : entries.filter(each => each !== undefined);
  }
  return isObject(value) ? stripObject(value, place, removal) : value;
}

function stripObject(
  value: JsonObject,
  place: NamedPlace,
  removal: Removal,
): JsonObject {
  const entries = Object.entries(value).flatMap(
    ([key, each]): [string, JsonValue | undefined][] => {
      if (key === INCOMPLETE_ROWS_KEY || key === INVALID_YAML_KEY) {
        return removal.keepsUnfinished
          ? [[key, stripRows(each, place, removal)]]
          : [];
      }
      return [[key, strip(each, fieldPlace(place, key, value), removal)]];
    },
  );
  return Object.fromEntries(
    entries.filter(([, each]) => each !== undefined),
  ) as JsonObject;
}

/** The rows of a map that are not complete. Each has the path that it would have in the map. */
function stripRows(
  rows: JsonValue | undefined,
  place: NamedPlace,
  removal: Removal,
): JsonValue | undefined {
  return Array.isArray(rows)
    ? rows.filter(isObject).map(({ value, ...row }) => {
        const own = fieldPlace(place, String(row.key ?? ''), {});
        const kept = strip(value, own, removal);
        return { ...row, ...(kept !== undefined && { value: kept }) };
      })
    : rows;
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
