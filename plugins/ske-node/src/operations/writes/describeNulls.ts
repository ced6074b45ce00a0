import type { JsonObject, JsonValue } from '@backstage/types';
import { type FieldPath, holdsSecret } from '@kratix-portal/plugin-ske-common';
import {
  isObject,
  ManagedFields,
  matchItems,
  printPath,
  printValue,
  valueOf,
} from '../../manifests';

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
  const notices = walk({
    submitted,
    stored,
    path: [],
    managers: ManagedFields.read(stored),
  });
  const more = notices.length - MAX_NOTICES;
  return more > 0
    ? [
        ...notices.slice(0, MAX_NOTICES),
        `${more} more values were submitted as null and are not null now.`,
      ]
    : notices;
}

interface Position {
  submitted: JsonValue | undefined;
  stored: JsonValue | undefined;
  path: FieldPath;
  managers: ManagedFields;
  /** Whether the stored item around the value holds a secret. Undefined outside lists. */
  isInSecret?: boolean;
}

function walk(at: Position): string[] {
  const { submitted, stored, path, managers } = at;
  if (submitted === null) {
    return stored === null ? [] : [describe(at)];
  }
  if (Array.isArray(submitted)) {
    const items = Array.isArray(stored) ? stored : [];
    const names = managers.keysOfList(path);
    // Lists keep their order, but a webhook may insert an item. Items without a key have only their index.
    const indexes =
      names.length > 0
        ? matchItems(items, submitted, names, () => true)
        : [...submitted.keys()];
    return submitted.flatMap((item, position) => {
      const storedItem = items[indexes[position] ?? items.length];
      return walk({
        ...at,
        submitted: item,
        stored: storedItem,
        path: [...path, position],
        // The name that says that a value is a secret may be in another field: { name: DB_PASSWORD, value: … }
        isInSecret: at.isInSecret ?? holdsSecret(storedItem),
      });
    });
  }
  if (isObject(submitted)) {
    return Object.entries(submitted).flatMap(([key, value]) =>
      walk({
        ...at,
        submitted: value,
        stored: isObject(stored) ? valueOf(stored, key) : undefined,
        path: [...path, key],
      }),
    );
  }
  return [];
}

function describe({ stored, path, isInSecret }: Position): string {
  const field = printPath(path);
  if (stored === undefined) {
    return `${field} was submitted as null, and the object does not have this field now.`;
  }
  const value = isInSecret ? undefined : printValue(stored, path);
  return `${field} was submitted as null, and the cluster set it to ${value ?? 'another value'}.`;
}
