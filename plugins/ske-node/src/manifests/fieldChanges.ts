import type { JsonObject, JsonValue } from '@backstage/types';
import {
  cleanText,
  FieldChange,
  fieldPlace,
  type FieldPath,
  isSecretAt,
  LAST_APPLIED,
  looksSecret,
  type NamedPlace,
  printFieldPath,
  ROOT,
} from '@kratix-portal/plugin-ske-common';
import { isObject, valueOf } from './jsonObject';

// Longer values are not shown; the user can look at the object instead.
const MAX_VALUE_LENGTH = 64;
const MAX_PATH_LENGTH = 256;

/** A field that a merge patch changes, with its value before and after. */
export interface ChangedField<Path extends FieldPath = string[]> {
  /** The keys from the root of the object. */
  path: Path;
  /** The path with the names that mappings give to their values, before and after: they say whether a value is a secret. */
  named: FieldPath;
  change: FieldChange['change'];
  before?: JsonValue;
  after?: JsonValue;
}

/** Lists the fields that a merge patch changes in an object, down to the last key. A removed value or a list is one field. */
export function listChangedFields(
  live: JsonObject,
  patch: JsonObject,
): ChangedField[] {
  return walk(live, patch, { path: [], named: ROOT.named });
}

interface Place extends NamedPlace {
  path: string[];
}

function walk(
  live: JsonValue | undefined,
  patch: JsonValue | undefined,
  place: Place,
): ChangedField[] {
  const isAbsent = live === undefined || live === null;
  if (patch === undefined || patch === null) {
    return isAbsent ? [] : [{ ...place, change: 'removed', before: live }];
  }
  if (isObject(patch) && (isObject(live) || isAbsent)) {
    const keys = Object.keys(patch);
    if (keys.length > 0 || isObject(live)) {
      return keys.flatMap(key =>
        walk(
          isObject(live) ? valueOf(live, key) : undefined,
          patch[key],
          placeOf(place, key, isObject(live) ? live : {}, patch),
        ),
      );
    }
  }
  return isAbsent
    ? [{ ...place, change: 'added', after: patch }]
    : [{ ...place, change: 'changed', before: live, after: patch }];
}

/** The `value` beside `name: PASSWORD` is a password if the mapping has this name before or after the change. */
function placeOf(
  { path, named }: Place,
  key: string,
  live: JsonObject,
  patch: JsonObject,
): Place {
  const names = [live, patch].flatMap(siblings =>
    fieldPlace(ROOT, key, siblings).named.slice(0, -1),
  );
  return { path: [...path, key], named: [...named, ...names, key] };
}

/** Converts a change into a text for users. It shows only values that are short, plain and do not look like a secret. */
export function toFieldChange(field: ChangedField<FieldPath>): FieldChange {
  const before = printValue(field.before, field);
  const after = printValue(field.after, field);
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
 * @returns undefined for a value that is long, a list or a mapping, or that looks like a secret by the names on its path or by its form
 */
export function printValue(
  value: JsonValue | undefined,
  place: NamedPlace,
): string | undefined {
  if (
    value === undefined ||
    place.path.at(-1) === LAST_APPLIED ||
    isSecretAt(value, place, looksSecret)
  ) {
    return undefined;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  const isShown =
    typeof value === 'string' &&
    value.length <= MAX_VALUE_LENGTH &&
    !/[\r\n]/.test(value);
  return isShown ? JSON.stringify(cleanText(value)) : undefined;
}
