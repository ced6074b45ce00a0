import type { JsonValue } from '@backstage/types';
import { isSecretName, isSecretText } from '@kratix-portal/plugin-ske-common';

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
const REFERENCE_NAME = /(?:name|ref|namespace|url|uri|kind|path)$/i;

/** Keys of a list entry that name what its `value` is, as in the environment of a container. */
const NAMING_KEYS = ['name', 'key'] as const;

/** A place in an object. */
export type ValuePath = readonly (string | number)[];

/** Whether a text, number or boolean at a place is a secret. */
export type IsSecret = (value: JsonValue, path: ValuePath) => boolean;

/** Whether the names on a path say that its value is a secret. A name anywhere on the path counts: everything below `credentials` is one. */
export function isSecretPath(path: readonly string[]): boolean {
  return path.some(isSecretName) && !isReference(path);
}

/** Whether a value only names a secret, as `secretName` and `secretKeyRef.key` do. */
function isReference(path: readonly string[]): boolean {
  const last = path.at(-1) ?? '';
  const parent = path.at(-2) ?? '';
  return (
    REFERENCE_NAME.test(last) || (last === 'key' && /ref$/i.test(parent))
  );
}

/** Whether a value looks like a secret, by the names on its path or by its form. */
export function looksSecret(value: JsonValue, path: ValuePath): boolean {
  return (
    hasSecretForm(value) ||
    (isHideable(value) &&
      isSecretPath(path.filter(part => typeof part === 'string')))
  );
}

/** Whether a value has the form of a secret, whatever its name is. */
export function hasSecretForm(value: JsonValue): boolean {
  return isHideable(value) && isSecretText(String(value));
}

/** Hides the secrets in a value, and counts them. */
export function maskValue(
  value: JsonValue,
  path: ValuePath,
  isSecret: IsSecret,
): { value: JsonValue; hidden: number } {
  let hidden = 0;
  const mask = (inner: JsonValue, at: ValuePath, named: ValuePath) => {
    if (Array.isArray(inner)) {
      return inner.map((each, index): JsonValue => {
        const own = [...at, index];
        return mask(each, own, own);
      });
    }
    if (typeof inner === 'object' && inner !== null) {
      return Object.fromEntries(
        Object.entries(inner).map(([key, each]): [string, JsonValue] => [
          key,
          mask(each ?? null, [...at, key], namedPath(at, key, inner)),
        ]),
      );
    }
    if (isSecret(inner, at) || isSecret(inner, named)) {
      hidden += 1;
      return MASK;
    }
    return inner;
  };
  return { value: mask(value, path, path), hidden };
}

/** The path of a field with what names it: the `value` beside `name: PASSWORD` is a password. */
export function namedPath(
  parent: ValuePath,
  key: string,
  siblings: Readonly<Record<string, unknown>>,
): ValuePath {
  const name = NAMING_KEYS.map(each => siblings[each]).find(
    each => typeof each === 'string',
  );
  return key === 'value' && typeof name === 'string'
    ? [...parent, name, key]
    : [...parent, key];
}

/** An empty value and a boolean reveal nothing. */
function isHideable(value: JsonValue): boolean {
  return (
    typeof value === 'number' || (typeof value === 'string' && value !== '')
  );
}
