import type { JsonValue } from '@backstage/types';
import {
  type FieldPath,
  fieldPlace,
  isSecretName,
  itemPlace,
  type NamedPlace,
} from '@kratix-portal/plugin-ske-common';
import type { ChangedField } from './fieldChanges';
import { isObject, valueOf } from './jsonObject';
import { matchItems } from './matchItems';

type Removal = ChangedField<FieldPath>;

/** Returns the names of the fields that are the key of each item of a list, if the list has such fields. */
type KeysOfList = (path: FieldPath) => string[];

/**
 * Lists what a change removes inside a list: items, and fields of items that stay. A merge patch replaces a list as a whole, so such a removal is not a field of the
 * patch. The index of an item is its index before the change.
 *
 * @returns an empty list if the field was not a list before and after the change
 */
export function listRemovals(
  field: ChangedField,
  keysOfList: KeysOfList,
): Removal[] {
  const { path, named, before, after } = field;
  return Array.isArray(before) && Array.isArray(after)
    ? compareLists(before, after, { path, named }, keysOfList)
    : [];
}

function compare(
  before: JsonValue,
  after: JsonValue,
  place: NamedPlace,
  keysOfList: KeysOfList,
): Removal[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return compareLists(before, after, place, keysOfList);
  }
  if (!isObject(before) || !isObject(after)) {
    return [];
  }
  return Object.entries(before).flatMap(([key, value]): Removal[] => {
    const here = fieldPlace(place, key, before);
    const now = valueOf(after, key) ?? null;
    if (now === null) {
      return isAbsent(value) ? [] : [{ ...here, change: 'removed' }];
    }
    return compare(value ?? null, now, here, keysOfList);
  });
}

function compareLists(
  before: JsonValue[],
  after: JsonValue[],
  place: NamedPlace,
  keysOfList: KeysOfList,
): Removal[] {
  const { path } = place;
  const names = keysOfList(path);
  const pairs =
    names.length > 0
      ? pairByKey(before, after, names)
      : pairByContent(before, after);
  return before.flatMap((item, index): Removal[] => {
    const now = pairs.get(index);
    const here = itemPlace(place, index);
    return now === undefined
      ? [{ ...here, change: 'removed', ...shownValue(before, index, path) }]
      : compare(item, now, here, keysOfList);
  });
}

/** The counterpart of each item after the change, by the index of the item before the change. */
type Pairs = Map<number, JsonValue>;

function pairByKey(
  before: JsonValue[],
  after: JsonValue[],
  names: string[],
): Pairs {
  const pairs: Pairs = new Map();
  matchItems(before, after, names, () => true).forEach((index, position) => {
    if (index !== undefined) {
      pairs.set(index, after[position]);
    }
  });
  return pairs;
}

/** Pairs the items that are equal, then the mappings with the same name, then the remaining mappings and lists in their order. A plain value has no other counterpart. */
function pairByContent(before: JsonValue[], after: JsonValue[]): Pairs {
  const pairs: Pairs = new Map();
  const used = new Set<number>();
  for (const toText of [toSortedText, toName, toType]) {
    const free = new Map<string, number[]>();
    after.forEach((item, index) => {
      const text = used.has(index) ? undefined : toText(item);
      if (text !== undefined) {
        const same = free.get(text) ?? [];
        same.push(index);
        free.set(text, same);
      }
    });
    free.forEach(indexes => indexes.reverse());
    before.forEach((item, index) => {
      const text = pairs.has(index) ? undefined : toText(item);
      const counterpart =
        text === undefined ? undefined : free.get(text)?.pop();
      if (counterpart !== undefined) {
        pairs.set(index, after[counterpart]);
        used.add(counterpart);
      }
    });
  }
  return pairs;
}

function toSortedText(item: JsonValue): string {
  return JSON.stringify(item, (_, value) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
}

function toName(item: JsonValue): string | undefined {
  const name = isObject(item) ? valueOf(item, 'name') : undefined;
  return name === undefined ? undefined : JSON.stringify(name);
}

/** Undefined for an item with a name, which has no counterpart with another name. */
function toType(item: JsonValue): string | undefined {
  if (Array.isArray(item)) {
    return 'list';
  }
  return isObject(item) && toName(item) === undefined ? 'mapping' : undefined;
}

function isAbsent(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}

/**
 * The value of a removed plain item. Values in the items of a list are not shown, because the name that says that a value is a secret may be in another field or
 * item: `{ name: DB_PASSWORD, value: … }`. For the same reason, the argument of an option, such as `-p …`, and a text with a space, such as a command, are not shown.
 */
function shownValue(
  list: JsonValue[],
  index: number,
  path: FieldPath,
): { before?: JsonValue } {
  const isInItem = path.some(step => typeof step === 'number');
  const value = list[index];
  const previous = list[index - 1];
  const isHidden =
    (typeof value === 'string' && (isSecretName(value) || /\s/.test(value))) ||
    (typeof previous === 'string' &&
      (isSecretName(previous) || previous.startsWith('-')));
  return isInItem || isHidden ? {} : { before: value };
}
