import type { JsonObject, JsonValue } from '@backstage/types';
import {
  cleanText,
  FieldChange,
  type FieldPath,
  isSecretName,
  isSecretText,
  printFieldPath,
} from '@kratix-portal/plugin-ske-common';
import { isObject, valueOf } from './jsonObject';

// Longer values are not shown; the user can look at the object instead.
const MAX_VALUE_LENGTH = 64;
const MAX_PATH_LENGTH = 256;

/** A field that a merge patch changes, with its value before and after. */
export interface ChangedField<Path extends FieldPath = string[]> {
  /** The keys from the root of the object. */
  path: Path;
  change: FieldChange['change'];
  before?: JsonValue;
  after?: JsonValue;
}

/** Lists the fields that a merge patch changes in an object, down to the last key. A removed value or a list is one field. */
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

/** Converts a change into a text for users. It shows only values that are short, plain and do not look like a secret. */
export function toFieldChange(field: ChangedField<FieldPath>): FieldChange {
  const before = printValue(field.before, field.path);
  const after = printValue(field.after, field.path);
  return {
    field: printPath(field.path),
    change: field.change,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** Prints a path for users: without control characters, and shortened. */
export function printPath(path: FieldPath): string {
  return cleanText(printFieldPath(path).slice(0, MAX_PATH_LENGTH));
}

/**
 * Prints a value as JSON.
 *
 * @returns undefined for a value that is long, a list or a mapping, or that looks like a secret by its name or form
 */
export function printValue(
  value: JsonValue | undefined,
  path: FieldPath,
): string | undefined {
  if (path.some(step => typeof step === 'string' && isSecretName(step))) {
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
