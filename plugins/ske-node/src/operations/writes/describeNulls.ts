import type { JsonObject, JsonValue } from '@backstage/types';
import {
  fieldPlace,
  itemPlace,
  type NamedPlace,
  ROOT,
} from '@kratix-portal/plugin-ske-common';
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
    place: ROOT,
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
  place: NamedPlace;
  managers: ManagedFields;
}

function walk(at: Position): string[] {
  const { submitted, stored, place, managers } = at;
  if (submitted === null) {
    return stored === null ? [] : [describe(at)];
  }
  if (Array.isArray(submitted)) {
    const items = Array.isArray(stored) ? stored : [];
    const names = managers.keysOfList(place.path);
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
        place: itemPlace(place, position),
      });
    });
  }
  if (isObject(submitted)) {
    return Object.entries(submitted).flatMap(([key, value]) =>
      walk({
        ...at,
        submitted: value,
        stored: isObject(stored) ? valueOf(stored, key) : undefined,
        place: fieldPlace(place, key, isObject(stored) ? stored : submitted),
      }),
    );
  }
  return [];
}

function describe({ stored, place }: Position): string {
  const field = printPath(place.path);
  if (stored === undefined) {
    return `${field} was submitted as null, and the object does not have this field now.`;
  }
  const value = printValue(stored, place);
  return `${field} was submitted as null, and the cluster set it to ${value ?? 'another value'}.`;
}
