import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject, valueAt } from '../values';

/** The path of a part of an object. An item of a list with keys is named by its keys, such as `name=web`. */
export type ChangePath = readonly string[];

/** Who changed a field: only the cluster, only the user, both to the same value, or both to different values. */
export type ChangeKind = 'live' | 'mine' | 'same' | 'conflict';

/** Whose value a merge takes. */
export type MergeChoice = 'live' | 'mine';

/** A field whose value is not the same in all three objects. */
export interface FieldDifference {
  path: ChangePath;
  kind: ChangeKind;
  /** The value when the edit began. Undefined if there was no value. */
  base?: JsonValue;
  /** The value on the cluster. Undefined if there is no value. */
  live?: JsonValue;
  /** The user's value. Undefined if the user has removed it. */
  mine?: JsonValue;
}

/** Returns the keys that identify the items of a list; undefined for a list that is merged as one value. */
export type ListKeys = (path: ChangePath) => readonly string[] | undefined;

/** The result of merging three versions of a value. */
export interface Merge {
  /** The merged value. Undefined if it was removed. */
  merged: JsonValue | undefined;
  differences: FieldDifference[];
}

/** What a merge compares, and how. */
export interface MergeOptions {
  base: JsonValue | undefined;
  live: JsonValue | undefined;
  mine: JsonValue | undefined;
  listKeys?: ListKeys;
  /** Whose value of a field the merge takes, by `keyOfPath`. `defaultChoice` is the default. */
  choices?: Readonly<Record<string, MergeChoice>>;
}

/** Whose value a merge takes if the user has not chosen: the changed value, or the user's value if both have changed the field. */
export function defaultChoice(kind: ChangeKind): MergeChoice {
  return kind === 'live' ? 'live' : 'mine';
}

/** A key for a path in a record. */
export function keyOfPath(path: ChangePath): string {
  return JSON.stringify(path);
}

/**
 * Merges what the cluster and the user have changed since the edit began, field by field.
 *
 * Without a choice, a field that only one of them changed gets the changed value. A list is treated as a single value, except if its items have keys.
 */
export function mergeValues(options: MergeOptions): Merge {
  const differences: FieldDifference[] = [];
  const { base, live, mine, listKeys = () => undefined } = options;
  const merged = mergeAt([], base, live, mine, {
    listKeys,
    choices: options.choices ?? {},
    report: difference => differences.push(difference),
  });
  return { merged, differences };
}

interface Context {
  listKeys: ListKeys;
  choices: Readonly<Record<string, MergeChoice>>;
  report(difference: FieldDifference): void;
}

type Maybe = JsonValue | undefined;

function mergeAt(
  path: ChangePath,
  base: Maybe,
  live: Maybe,
  mine: Maybe,
  context: Context,
): Maybe {
  if (isEqual(base, live) && isEqual(base, mine)) {
    return mine;
  }
  if (isObject(live) && isObject(mine)) {
    return mergeMappings(path, asMapping(base), live, mine, context);
  }
  const keys = context.listKeys(path);
  const lists = keys && toKeyedLists(keys, base, live, mine);
  if (lists) {
    return mergeLists(path, lists, context);
  }
  const kind = kindOf(base, live, mine);
  context.report({ path, kind, base, live, mine });
  const choice = context.choices[keyOfPath(path)] ?? defaultChoice(kind);
  return choice === 'live' ? live : mine;
}

function kindOf(base: Maybe, live: Maybe, mine: Maybe): ChangeKind {
  if (isEqual(live, mine)) {
    return 'same';
  }
  if (isEqual(base, live)) {
    return 'mine';
  }
  return isEqual(base, mine) ? 'live' : 'conflict';
}

function mergeMappings(
  path: ChangePath,
  base: JsonObject,
  live: JsonObject,
  mine: JsonObject,
  context: Context,
): JsonObject {
  const names = unionOf(
    Object.keys(mine),
    Object.keys(live),
    Object.keys(base),
  );
  const entries = names.flatMap((name): [string, JsonValue][] => {
    const merged = mergeAt(
      [...path, name],
      valueAt(base, name),
      valueAt(live, name),
      valueAt(mine, name),
      context,
    );
    return merged === undefined ? [] : [[name, merged]];
  });
  return Object.fromEntries(entries);
}

/** The items of a list by the text of their keys, in the order of the list. */
type KeyedList = ReadonlyMap<string, JsonObject>;

function mergeLists(
  path: ChangePath,
  { base, live, mine }: Record<'base' | 'live' | 'mine', KeyedList>,
  context: Context,
): JsonValue[] {
  const names = unionOf([...mine.keys()], [...live.keys()], [...base.keys()]);
  return names.flatMap(name => {
    const merged = mergeAt(
      [...path, name],
      base.get(name),
      live.get(name),
      mine.get(name),
      context,
    );
    return merged === undefined ? [] : [merged];
  });
}

/** Undefined if one of the values is not a list whose items all have different keys. A list that was empty or absent has no items. */
function toKeyedLists(
  keys: readonly string[],
  base: Maybe,
  live: Maybe,
  mine: Maybe,
): Record<'base' | 'live' | 'mine', KeyedList> | undefined {
  if (!Array.isArray(live) || !Array.isArray(mine)) {
    return undefined;
  }
  const lists = {
    base: toKeyedList(keys, base ?? []),
    live: toKeyedList(keys, live),
    mine: toKeyedList(keys, mine),
  };
  return lists.base && lists.live && lists.mine
    ? { base: lists.base, live: lists.live, mine: lists.mine }
    : undefined;
}

function toKeyedList(
  keys: readonly string[],
  list: JsonValue,
): KeyedList | undefined {
  if (!Array.isArray(list)) {
    return undefined;
  }
  const found = new Map<string, JsonObject>();
  for (const item of list) {
    if (!isObject(item)) {
      return undefined;
    }
    const name = nameOfItem(keys, item);
    if (found.has(name)) {
      return undefined;
    }
    found.set(name, item);
  }
  return found;
}

/** The name of an item in a path: `name="web",port=80`. */
export function nameOfItem(keys: readonly string[], item: JsonValue): string {
  return keys
    .map(key => `${key}=${JSON.stringify(valueAt(item, key) ?? null)}`)
    .join(',');
}

/** Whether two JSON values are the same. The order of keys does not matter. */
export function isEqual(a: Maybe, b: Maybe): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, at) => isEqual(each, b[at]));
  }
  if (!isObject(a) || !isObject(b)) {
    return false;
  }
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && isEqual(a[name], b[name]))
  );
}

function asMapping(value: Maybe): JsonObject {
  return isObject(value) ? value : {};
}

function unionOf(...lists: string[][]): string[] {
  return [...new Set(lists.flat())];
}
