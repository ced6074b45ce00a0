import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject, printPath, printValue, valueOf } from '../../manifests';

// A longer list is not useful to read.
const MAX_NOTICES = 10;

/** Notices about values that were submitted as null and are not null after the write: the field is absent or has a default. */
export function describeNulls(
  submitted: JsonObject,
  stored: JsonObject | undefined,
): string[] {
  if (!stored) {
    return [];
  }
  const notices = walk(submitted, stored, []);
  const more = notices.length - MAX_NOTICES;
  return more > 0
    ? [
        ...notices.slice(0, MAX_NOTICES),
        `${more} more values were submitted as null and are not null now.`,
      ]
    : notices;
}

function walk(
  submitted: JsonValue | undefined,
  stored: JsonValue | undefined,
  path: string[],
): string[] {
  if (submitted === null) {
    return stored === null ? [] : [describe(stored, path)];
  }
  if (isObject(submitted)) {
    return Object.entries(submitted).flatMap(([key, value]) =>
      walk(value, isObject(stored) ? valueOf(stored, key) : undefined, [
        ...path,
        key,
      ]),
    );
  }
  return [];
}

function describe(stored: JsonValue | undefined, path: string[]): string {
  const field = printPath(path);
  if (stored === undefined) {
    return `${field} was submitted as null, and the object does not have this field now.`;
  }
  const value = printValue(stored, path);
  return `${field} was submitted as null, and the cluster set it to ${value ?? 'another value'}.`;
}
