import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject, valueAt } from '../values';

type Maybe = JsonValue | undefined;

/**
 * Whether react-jsonschema-form may have dropped the value of a key, so that the user has not removed it. It drops `__proto__` wherever it merges objects,
 * and in place of `toString` in the spec it puts the function that every object has.
 */
function isDropped(name: string, after: JsonObject): boolean {
  const value: unknown = Object.hasOwn(after, name) ? after[name] : undefined;
  return name === '__proto__'
    ? value === undefined
    : typeof value === 'function';
}

/**
 * Makes the same changes to a value that turn `before` into `after`, and no others.
 *
 * A form shows an object with parts that the form fills in by itself. What the user changes in the form is changed in the object; what the form has filled in is
 * not.
 */
export function applyChanges(
  target: Maybe,
  before: Maybe,
  after: Maybe,
): Maybe {
  if (isSame(before, after)) {
    return target;
  }
  if (isObject(after) && isObject(target)) {
    return changeMapping(target, isObject(before) ? before : {}, after);
  }
  if (Array.isArray(after) && Array.isArray(target) && Array.isArray(before)) {
    return changeList(target, before, after);
  }
  return after;
}

function changeMapping(
  target: JsonObject,
  before: JsonObject,
  after: JsonObject,
): JsonObject {
  const names = new Set([...Object.keys(target), ...Object.keys(after)]);
  const entries = [...names].flatMap((name): [string, JsonValue][] => {
    const value = isDropped(name, after)
      ? valueAt(target, name)
      : applyChanges(
          valueAt(target, name),
          valueAt(before, name),
          valueAt(after, name),
        );
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/**
 * Entries have no names. An entry that the user has not changed stays as it is in the object, wherever the entry is in the list now. A form fills in
 * entries at the end where the API requires more; they are left out until the user changes them.
 */
function changeList(
  target: JsonValue[],
  before: JsonValue[],
  after: JsonValue[],
): JsonValue[] {
  if (target.length > before.length) {
    return after;
  }
  const isSameLength = after.length === before.length;
  const free = new Set(before.keys());
  return after.flatMap((entry, at): JsonValue[] => {
    const index = isSameLength
      ? at
      : [...free].find(each => isSame(before[each], entry));
    if (index === undefined) {
      return [entry];
    }
    free.delete(index);
    if (index < target.length) {
      return [applyChanges(target[index], before[index], entry)!];
    }
    return isSame(before[index], entry) ? [] : [entry];
  });
}

function isSame(a: Maybe, b: Maybe): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, at) => isSame(each, b[at]));
  }
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every(name => isSame(valueAt(a, name), valueAt(b, name)));
  }
  return Object.is(a, b);
}
