import type { JsonValue } from '@backstage/types';
import type { FieldPath } from '../fieldPaths';
import { isSecretName, isSecretText } from './secretLooking';

/*
 * Decides which values of an object are hidden, on pages and in the results for agents. All code that shows values of an object asks `looksSecret` or `isSecretAt`, so
 * that the same values are hidden in every place.
 */

/**
 * The annotation in which kubectl keeps a copy of the object, with the secrets in its spec.
 *
 * @public
 */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Names of values that only refer to a secret: `secretName`, `credentialsRef`, `tokenUrl`. */
const REFERENCE_NAME = /(?:name|ref|namespace|url|uri|kind|path)s?$/i;

/** Keys of an object that name what its value is, as in the environment of a container. */
const NAMING_KEYS = new Set(['name', 'key']);
const VALUE_KEYS = new Set(['value', 'values']);

/** In a schema of a Promise or a CustomResourceDefinition, `password` is the name of a field. So inside a schema only the form of a value says whether it is a secret. */
const SCHEMA = 'openAPIV3Schema';

/**
 * Whether a text, number or boolean at a path is a secret.
 *
 * @public
 */
export type IsSecret = (value: JsonValue, path: FieldPath) => boolean;

/**
 * A path, and the same path with the names that objects give to their values: `env.0.value` is `env.0.DB_PASSWORD.value`.
 *
 * @public
 */
export interface NamedPlace {
  /** The keys and indexes from the root. */
  readonly path: FieldPath;
  /** The same with the names. */
  readonly named: FieldPath;
}

/**
 * The path of a whole value.
 *
 * @public
 */
export const ROOT: NamedPlace = { path: [], named: [] };

/** Below this level everything counts as a secret: each check of a value looks at the whole path, and a hostile object could have thousands of levels. */
const MOST_LEVELS = 64;

/**
 * Whether a place is at so deep a level that everything in it counts as a secret.
 *
 * @public
 */
export function isTooDeep({ path }: NamedPlace): boolean {
  return path.length > MOST_LEVELS;
}

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

/**
 * Whether a value looks like a secret, by the names on its path or by its form.
 *
 * @public
 */
export function looksSecret(value: JsonValue, path: FieldPath): boolean {
  return (
    hasSecretForm(value) ||
    (isHideable(value) &&
      isSecretPath(path.filter(part => typeof part === 'string'))) ||
    (path.at(-1) !== LAST_APPLIED && isSecretJson(value))
  );
}

/**
 * Whether a value has the form of a secret, whatever its name is.
 *
 * @public
 */
export function hasSecretForm(value: JsonValue): boolean {
  return isHideable(value) && isSecretText(String(value));
}

/**
 * Whether a value is a secret, by its path or by the names beside it.
 *
 * @public
 */
export function isSecretAt(
  value: JsonValue,
  { path, named }: NamedPlace,
  isSecret: IsSecret,
): boolean {
  return (
    isSecret(value, path) ||
    // Without names, both paths are the same.
    (named.length > path.length && isSecret(value, named))
  );
}

/**
 * Whether anything in a value is a secret.
 *
 * @public
 */
export function containsSecret(
  value: JsonValue,
  place: NamedPlace = ROOT,
  isSecret: IsSecret = looksSecret,
): boolean {
  if (isTooDeep(place)) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some((each, index) =>
      containsSecret(each, itemPlace(place, index), isSecret),
    );
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).some(([key, each]) =>
        containsSecret(each ?? null, fieldPlace(place, key, value), isSecret),
      )
    : isSecretAt(value, place, isSecret);
}

/**
 * The path of an item of a list.
 *
 * @public
 */
export function itemPlace(
  { path, named }: NamedPlace,
  index: number,
): NamedPlace {
  return { path: [...path, index], named: [...named, index] };
}

/**
 * The path of a field. The `value` beside `name: PASSWORD` is a password, and so is everything in it.
 *
 * @public
 */
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
