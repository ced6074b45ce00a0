import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { isEqual, type ListKeys } from '../changes';
import { isObject, valueAt } from '../values';

/** A value that a draft does not contain because it is a secret. */
export interface OmittedValue {
  /** The place of the value in what the user has written. */
  readonly path: FieldPath;
  /** The place of the value in the object with which the edit began. Absent if the user has typed a value that this object does not have. */
  readonly from?: FieldPath;
  /** Whether the user has typed another value than the one at `from`. */
  readonly isTyped?: boolean;
}

/** A value that the user has typed and that no draft contains, so that the user has to type it again. */
export interface AskedValue {
  readonly path: FieldPath;
  /** The value that stands there until the user types another; undefined if there is none. */
  readonly value: JsonValue | undefined;
}

/** The paths of the values that are missing in `kept`, which is `full` without secrets. A missing item of a list is null. */
export function omittedPaths(
  full: JsonValue | undefined,
  kept: JsonValue | undefined,
  path: FieldPath = [],
): FieldPath[] {
  if (full === undefined || full === kept) {
    return [];
  }
  if (kept === undefined || kept === null) {
    return [path];
  }
  const below = (step: string | number) =>
    omittedPaths(valueAt(full, step), valueAt(kept, step), [...path, step]);
  if (Array.isArray(full)) {
    return [...full.keys()].flatMap(below);
  }
  return isObject(full) ? Object.keys(full).flatMap(below) : [];
}

/**
 * Lists the values that a draft omits, each with its place in the object with which the edit began. The draft stores this place because an index is not enough:
 * the user may have moved, added and removed items of a list.
 */
export function listOmitted(options: {
  object: JsonObject;
  /** The object without secrets. */
  kept: JsonObject;
  base: JsonObject;
  keptBase: JsonObject;
  listKeys: ListKeys;
  asked: readonly AskedValue[];
}): OmittedValue[] {
  const { object, kept, base, keptBase, listKeys, asked } = options;
  const known = omittedPaths(base, keptBase);
  const isAsked = (path: FieldPath) =>
    asked.some(each => isEqual([...each.path], [...path]));
  const omitted = omittedPaths(object, kept).map((path): OmittedValue => {
    const value = valueAt(object, ...path);
    const same = findSame(path, kept, keptBase, listKeys);
    const before = same && valueAt(base, ...same);
    if (same && isEqual(before, value)) {
      return { path, from: same, ...(isAsked(path) && { isTyped: true }) };
    }
    const from = known.find(each => isEqual(valueAt(base, ...each), value));
    if (from) {
      return { path, from };
    }
    return before === undefined || before === null
      ? { path }
      : { path, from: same, isTyped: true };
  });
  const absent = asked.filter(({ path }) =>
    omitted.every(each => !isEqual([...each.path], [...path])),
  );
  return [...omitted, ...absent.map(({ path }) => ({ path }))];
}

/**
 * Finds the place in another object that is the same as a path in this one. Items of a list are the same if their keys are equal, or without keys if they
 * themselves are equal.
 *
 * @returns undefined if a list has no such item, or more than one
 */
export function findSame(
  path: FieldPath,
  own: JsonValue,
  other: JsonValue,
  listKeys: ListKeys,
): FieldPath | undefined {
  const found: (string | number)[] = [];
  let here: JsonValue | undefined = own;
  let there: JsonValue | undefined = other;
  for (const step of path) {
    let next: string | number | undefined = step;
    if (typeof step === 'number' && Array.isArray(here)) {
      next = Array.isArray(there)
        ? findItem(here, step, there, listKeys(found.map(String)))
        : undefined;
    }
    if (next === undefined) {
      return undefined;
    }
    found.push(next);
    here = valueAt(here, step);
    there = valueAt(there, next);
  }
  return found;
}

function findItem(
  own: readonly JsonValue[],
  index: number,
  other: readonly JsonValue[],
  keys: readonly string[] | undefined,
): number | undefined {
  const isSame = (each: JsonValue) => isSameItem(each, own[index], keys);
  const places = other.flatMap((each, at) => (isSame(each) ? [at] : []));
  return places.length === 1 && own.filter(isSame).length === 1
    ? places[0]
    : undefined;
}

function isSameItem(
  one: JsonValue,
  other: JsonValue,
  keys: readonly string[] | undefined,
): boolean {
  return keys && isObject(one)
    ? keys.every(key => isEqual(valueAt(one, key), valueAt(other, key)))
    : isEqual(one, other);
}

/** Sets a value whose parents exist. Without them the object is not changed. */
export function withValue(
  target: JsonValue,
  [step, ...rest]: FieldPath,
  value: JsonValue,
): JsonValue {
  if (step === undefined) {
    return value;
  }
  const inner = valueAt(target, step);
  if (rest.length > 0 && inner === undefined) {
    return target;
  }
  if (Array.isArray(target)) {
    return target.map((each, at) =>
      at === step ? withValue(each, rest, value) : each,
    );
  }
  return isObject(target)
    ? { ...target, [step]: withValue(inner ?? null, rest, value) }
    : target;
}

/**
 * The values that the user has not typed again yet, each at its place in the object as it is now: the user may have moved, added and removed items of a list.
 * A value whose parent is gone is not needed any more. If its item is not found because the user has changed the item too, the value counts as typed only if no
 * item had this value before; see {@link placeOfChanged}.
 */
export function stillAsked(
  asked: readonly AskedValue[],
  /** The object when the values were asked for, and the object as it is now, each also without secrets. */
  {
    object,
    kept,
    now,
    keptNow,
    listKeys,
  }: Record<'object' | 'kept' | 'now' | 'keptNow', JsonObject> & {
    listKeys: ListKeys;
  },
): readonly AskedValue[] {
  return asked.flatMap(each => {
    if (isGone(each.path, kept, keptNow, listKeys)) {
      return [];
    }
    const path = findSame(each.path, kept, keptNow, listKeys);
    const place = path ?? placeOfChanged(each.path, kept, keptNow, listKeys);
    const value = valueAt(now, ...place) ?? null;
    const old = path
      ? [each.value]
      : [null, each.value, ...valuesOfItems(object, each.path)];
    return old.some(known => isEqual(known ?? null, value))
      ? [{ ...each, path: place }]
      : [];
  });
}

/** The path of a value whose item was changed: the only item that was not there before, otherwise the same index as before. */
function placeOfChanged(
  path: FieldPath,
  own: JsonValue,
  other: JsonValue,
  listKeys: ListKeys,
): FieldPath {
  const at = path.findIndex(step => typeof step === 'number');
  const names = path.slice(0, Math.max(at, 0));
  const here = valueAt(own, ...names);
  const there = valueAt(other, ...names);
  if (at < 0 || !Array.isArray(here) || !Array.isArray(there)) {
    return path;
  }
  const keys = listKeys(names.map(String));
  const changed = there.flatMap((each, index) =>
    here.some(item => isSameItem(item, each, keys)) ? [] : [index],
  );
  return changed.length === 1
    ? [...names, changed[0], ...path.slice(at + 1)]
    : path;
}

/** Whether the parent of a value is gone. An item of a list is gone if each item of the other list matches one of the remaining items. */
function isGone(
  path: FieldPath,
  own: JsonValue,
  other: JsonValue,
  listKeys: ListKeys,
): boolean {
  const at = path.findIndex(step => typeof step === 'number');
  const names = at < 0 ? path.slice(0, -1) : path.slice(0, at);
  const there = valueAt(other, ...names);
  if (there === undefined || at < 0) {
    return there === undefined;
  }
  const here = valueAt(own, ...names);
  if (!Array.isArray(here) || !Array.isArray(there)) {
    return true;
  }
  const index = Number(path[at]);
  const keys = listKeys(names.map(String));
  const place = findItem(here, index, there, keys);
  if (place === undefined) {
    return there.every(each =>
      here.some(
        (item, position) =>
          position !== index &&
          isSameItem(item, each, keys) &&
          !isSameItem(here[index], each, keys),
      ),
    );
  }
  const rest = path.slice(at + 1);
  return (
    rest.length > 0 &&
    isGone(rest, here[index], there[place], steps =>
      listKeys([...names.map(String), String(place), ...steps]),
    )
  );
}

/** The values of all items at a path, regardless of the indexes in it. */
function valuesOfItems(
  value: JsonValue | undefined,
  [step, ...rest]: FieldPath,
): (JsonValue | undefined)[] {
  if (step === undefined) {
    return [value];
  }
  return typeof step === 'number' && Array.isArray(value)
    ? value.flatMap(each => valuesOfItems(each, rest))
    : valuesOfItems(valueAt(value, step), rest);
}

/** Reads what {@link listOmitted} has written into a draft; undefined if the draft has none. */
export function readOmitted(
  stored: JsonValue | undefined,
): OmittedValue[] | undefined {
  return Array.isArray(stored)
    ? stored.filter(isObject).flatMap(({ path, from, isTyped }) =>
        isPath(path)
          ? [
              {
                path,
                ...(isPath(from) && { from }),
                ...(isTyped === true && { isTyped }),
              },
            ]
          : [],
      )
    : undefined;
}

/** Reads the paths in a draft. */
export function readPaths(stored: JsonValue | undefined): FieldPath[] {
  return Array.isArray(stored) ? stored.filter(isPath) : [];
}

function isPath(value: unknown): value is (string | number)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(step => ['string', 'number'].includes(typeof step))
  );
}
