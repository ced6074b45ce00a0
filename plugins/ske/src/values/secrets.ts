import type { JsonObject, JsonValue } from '@backstage/types';
import {
  isSecretName,
  isSecretText,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';

/*
 * Decides which values a page hides. Every page that shows values of an object walks them with `maskValue` or the functions below, so
 * that all of them hide the same values. `secretsInEveryPlace.test.ts` tests all of them with one list of cases.
 */

/** Stands for a value that is hidden. */
export const MASK = '••••••••';

/** The annotation in which kubectl keeps a copy of the object, with the secrets in its spec. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A text whose secrets are hidden. */
export interface MaskedText {
  readonly text: string;
  /** The number of hidden values. */
  readonly hidden: number;
}

/** Names of values that only refer to a secret: `secretName`, `credentialsRef`, `tokenUrl`. */
const REFERENCE_NAME = /(?:name|ref|namespace|url|uri|kind|path)s?$/i;

/** Keys of an object that name what its value is, as in the environment of a container. */
const NAMING_KEYS = new Set(['name', 'key']);
const VALUE_KEYS = new Set(['value', 'values']);

/** In a schema of a Promise or a CustomResourceDefinition, `password` is the name of a field. So inside a schema only the form of a value says whether it is a secret. */
const SCHEMA = 'openAPIV3Schema';

/** Whether a text, number or boolean at a path is a secret. */
export type IsSecret = (value: JsonValue, path: FieldPath) => boolean;

/** A path, and the same path with the names that objects give to their values: `env.0.value` is `env.0.DB_PASSWORD.value`. */
export interface NamedPlace {
  readonly path: FieldPath;
  readonly named: FieldPath;
}

export const ROOT: NamedPlace = { path: [], named: [] };

/** Whether the names on a path say that its value is a secret. A name anywhere on the path counts: everything below `credentials` is a secret. */
function isSecretPath(path: readonly string[]): boolean {
  const [parent, own] = [path.at(-2), path.at(-1)];
  // `secretKeyRef` names a Secret and a key in it.
  const isKeyOfReference = own === 'key' && parent?.endsWith('KeyRef') === true;
  return (
    !path.includes(SCHEMA) &&
    path.some(isSecretName) &&
    !isKeyOfReference &&
    !REFERENCE_NAME.test(own ?? '')
  );
}

/** Whether a value looks like a secret, by the names on its path or by its form. */
export function looksSecret(value: JsonValue, path: FieldPath): boolean {
  return (
    hasSecretForm(value) ||
    (isHideable(value) &&
      isSecretPath(path.filter(part => typeof part === 'string'))) ||
    (path.at(-1) !== LAST_APPLIED && isSecretJson(value))
  );
}

/** Whether a value has the form of a secret, whatever its name is. */
export function hasSecretForm(value: JsonValue): boolean {
  return isHideable(value) && isSecretText(String(value));
}

/** Whether a value is a secret, by its path or by the names beside it. */
export function isSecretAt(
  value: JsonValue,
  { path, named }: NamedPlace,
  isSecret: IsSecret,
): boolean {
  return isSecret(value, path) || isSecret(value, named);
}

/** Whether anything in a value is a secret. */
export function containsSecret(
  value: JsonValue,
  place: NamedPlace = ROOT,
  isSecret: IsSecret = looksSecret,
): boolean {
  return maskAt(value, place, isSecret).hidden > 0;
}

/** Hides the secrets in a value, and counts them. */
export function maskValue(
  value: JsonValue,
  path: FieldPath,
  isSecret: IsSecret,
): { value: JsonValue; hidden: number } {
  return maskAt(value, { path, named: path }, isSecret);
}

/** Like {@link maskValue}, for a value that has a name beside it. */
export function maskAt(
  value: JsonValue,
  place: NamedPlace,
  isSecret: IsSecret,
): { value: JsonValue; hidden: number } {
  let hidden = 0;
  const mask = (inner: JsonValue, at: NamedPlace): JsonValue => {
    if (Array.isArray(inner)) {
      return inner.map((each, index) => mask(each, itemPlace(at, index)));
    }
    if (typeof inner === 'object' && inner !== null) {
      return Object.fromEntries(
        Object.entries(inner).map(([key, each]): [string, JsonValue] => [
          key,
          mask(each ?? null, fieldPlace(at, key, inner)),
        ]),
      );
    }
    if (isSecretAt(inner, at, isSecret)) {
      hidden += 1;
      return MASK;
    }
    return inner;
  };
  return { value: mask(value, place), hidden };
}

/** The path of an item of a list. */
export function itemPlace(
  { path, named }: NamedPlace,
  index: number,
): NamedPlace {
  return { path: [...path, index], named: [...named, index] };
}

/** The path of a field. The `value` beside `name: PASSWORD` is a password, and so is everything in it. */
export function fieldPlace(
  { path, named }: NamedPlace,
  key: string,
  siblings: Readonly<Record<string, unknown>>,
): NamedPlace {
  const names = VALUE_KEYS.has(key.toLowerCase())
    ? Object.entries(siblings).flatMap(([name, each]) =>
        NAMING_KEYS.has(name.toLowerCase()) && typeof each === 'string'
          ? [each]
          : [],
      )
    : [];
  return { path: [...path, key], named: [...named, ...names, key] };
}

/** Adds the names along a path in an object. */
export function placeIn(object: JsonValue, path: FieldPath): NamedPlace {
  let current: JsonValue | undefined = object;
  let place = ROOT;
  for (const part of path) {
    const holder: JsonValue | undefined = current;
    if (Array.isArray(holder)) {
      place = itemPlace(place, Number(part));
      current = holder[Number(part)];
    } else {
      const fields: JsonObject =
        typeof holder === 'object' && holder !== null ? holder : {};
      place = fieldPlace(place, String(part), fields);
      current = Object.hasOwn(fields, part) ? fields[part] : undefined;
    }
  }
  return place;
}

/** Whether a text is JSON that has secrets in it. */
function isSecretJson(value: JsonValue): boolean {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) {
    return false;
  }
  try {
    return containsSecret(JSON.parse(value));
  } catch {
    return false;
  }
}

/** An empty value and a boolean reveal nothing. */
function isHideable(value: JsonValue): boolean {
  return (
    typeof value === 'number' || (typeof value === 'string' && value !== '')
  );
}
