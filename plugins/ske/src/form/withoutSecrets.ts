import type { JsonObject, JsonValue } from '@backstage/types';
import {
  INCOMPLETE_ROWS_KEY,
  INVALID_YAML_KEY,
} from '@kratix-portal/plugin-ske-common';
import { isObject, looksSecret, namedPath, type ValuePath } from '../values';
import type { FieldPath, FormValues, PageSchema } from './FormValues';
import { findField, formatFieldPath } from './placeCauses';

/** How secrets are removed from a value. */
interface Removal {
  /** `named` is the path with what names the value, such as the `name` beside it. */
  isSecret(value: JsonValue, path: FieldPath, named: ValuePath): boolean;
  /** Called for each value that is removed. */
  onRemoved?(path: FieldPath): void;
  /** Whether a removed entry of a list leaves null, so that the other entries keep their places. */
  keepsPlaces: boolean;
  /** Whether input that is not complete is kept. A text that is not YAML may contain anything. */
  keepsUnfinished: boolean;
}

/** The values without those of password fields, for a draft. */
export function withoutPasswords(
  pages: readonly PageSchema[],
  values: FormValues,
): FormValues {
  return without(values, {
    isSecret: (_, path) => isPasswordField(pages, path),
    keepsPlaces: true,
    keepsUnfinished: true,
  });
}

/** The values without those of password fields and without everything that looks like a secret, for a draft without a form. */
export function withoutSecrets(
  pages: readonly PageSchema[],
  values: FormValues,
): FormValues {
  return without(values, {
    isSecret: secretsIn(pages),
    keepsPlaces: true,
    keepsUnfinished: false,
  });
}

/** As {@link withoutSecrets}, for a form that starts with the values. It also says which fields were left out. */
export function leaveOutSecrets(
  pages: readonly PageSchema[],
  values: FormValues,
): { values: FormValues; omitted: readonly string[] } {
  const omitted: string[] = [];
  const kept = without(values, {
    isSecret: secretsIn(pages),
    onRemoved: path => omitted.push(formatFieldPath(path)),
    keepsPlaces: false,
    keepsUnfinished: false,
  });
  return { values: kept, omitted };
}

/** Whether a form has password fields. */
export function hasPasswords(pages: readonly PageSchema[]): boolean {
  return JSON.stringify(pages).includes('"KratixPassword"');
}

function secretsIn(pages: readonly PageSchema[]): Removal['isSecret'] {
  return (value, path, named) =>
    looksSecret(value, path) ||
    looksSecret(value, named) ||
    (value !== '' && value !== null && isPasswordField(pages, path));
}

function without(values: FormValues, removal: Removal): FormValues {
  const spec = strip(values.spec, ['spec'], ['spec'], removal);
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
  named: ValuePath,
  removal: Removal,
): JsonValue | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (removal.isSecret(value, path, named)) {
    removal.onRemoved?.(path);
    return undefined;
  }
  if (Array.isArray(value)) {
    const entries = value.map((each, index) => {
      const own = [...path, index];
      return strip(each, own, own, removal);
    });
    return removal.keepsPlaces
      ? entries.map(each => each ?? null)
      : entries.filter(each => each !== undefined);
  }
  return isObject(value) ? stripObject(value, path, removal) : value;
}

function stripObject(
  value: JsonObject,
  path: FieldPath,
  removal: Removal,
): JsonObject {
  const entries = Object.entries(value).flatMap(
    ([key, each]): [string, JsonValue | undefined][] => {
      if (key === INCOMPLETE_ROWS_KEY || key === INVALID_YAML_KEY) {
        return removal.keepsUnfinished
          ? [[key, stripRows(each, path, removal)]]
          : [];
      }
      const own = [...path, key];
      const named = namedPath(path, key, value);
      return [[key, strip(each, own, named, removal)]];
    },
  );
  return Object.fromEntries(
    entries.filter(([, each]) => each !== undefined),
  ) as JsonObject;
}

/** The rows of a map that are not complete. Each has the place that it would have in the map. */
function stripRows(
  rows: JsonValue | undefined,
  path: FieldPath,
  removal: Removal,
): JsonValue | undefined {
  return Array.isArray(rows)
    ? rows.filter(isObject).map(({ value, ...row }) => {
        const own = [...path, String(row.key ?? '')];
        const kept = strip(value, own, own, removal);
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
