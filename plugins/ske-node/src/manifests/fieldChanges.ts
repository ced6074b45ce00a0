import type { JsonObject, JsonValue } from '@backstage/types';
import { cleanText, FieldChange } from '@kratix-portal/plugin-ske-common';
import { isSecretName, isSecretText } from './secretLooking';
import { isObject, valueOf } from './jsonObject';

// What still reads as a value on a line; the longer rest is better looked at in the object.
const MAX_VALUE_LENGTH = 64;
const MAX_PATH_LENGTH = 256;

/** A field that a merge patch changes: where it is, and what it was and will be. */
export interface ChangedField {
  /** The keys that lead to it. */
  path: string[];
  change: FieldChange['change'];
  before?: JsonValue;
  after?: JsonValue;
}

/** The fields that a merge patch changes in an object, each down to its last key. What is removed or is a list counts as one field. */
export function listChangedFields(
  live: JsonObject,
  patch: JsonObject,
): ChangedField[] {
  return walk(live, patch, []);
}

function walk(
  live: JsonValue | undefined,
  patch: JsonValue | undefined,
  path: string[],
): ChangedField[] {
  const isAbsent = live === undefined || live === null;
  if (patch === undefined || patch === null) {
    return isAbsent ? [] : [{ path, change: 'removed', before: live }];
  }
  if (isObject(patch) && (isObject(live) || isAbsent)) {
    const keys = Object.keys(patch);
    if (keys.length > 0 || isObject(live)) {
      return keys.flatMap(key =>
        walk(isObject(live) ? valueOf(live, key) : undefined, patch[key], [
          ...path,
          key,
        ]),
      );
    }
  }
  return isAbsent
    ? [{ path, change: 'added', after: patch }]
    : [{ path, change: 'changed', before: live, after: patch }];
}

/** For people to read: values only where they are short, plain and no secret. */
export function toFieldChange(field: ChangedField): FieldChange {
  const before = printValue(field.before, field.path);
  const after = printValue(field.after, field.path);
  return {
    field: printPath(field.path),
    change: field.change,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** As Kubernetes prints it: `spec.size`, `metadata.labels[kratix.io/promise-name]`. */
export function printPath(path: string[]): string {
  const text = path
    .map((key, index) => {
      if (!/^[\w$-]+$/.test(key)) {
        return `[${key}]`;
      }
      return index === 0 ? key : `.${key}`;
    })
    .join('');
  return cleanText(text.slice(0, MAX_PATH_LENGTH));
}

/**
 * A value as JSON.
 *
 * @returns undefined when it is not to be shown: it is long, a list or a mapping, or its name or form is that of a secret
 */
export function printValue(
  value: JsonValue | undefined,
  path: string[],
): string | undefined {
  if (path.some(isSecretName)) {
    return undefined;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  const isShown =
    typeof value === 'string' &&
    value.length <= MAX_VALUE_LENGTH &&
    !/[\r\n]/.test(value) &&
    !isSecretText(value);
  return isShown ? JSON.stringify(cleanText(value)) : undefined;
}
