import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject, metadataOf, valueOf } from './jsonObject';
import { FieldSet, ManagedFields } from './managedFields';
import { fieldOf, matchItems } from './matchItems';
import type { Manifest } from './parseManifest';
import { isProtectedName } from './protectedNames';

/** A manifest for an update of a live object, completed with the fields that the update keeps. */
export interface UpdateManifest extends Manifest {
  /** Names of labels and annotations of the live object that the update removes. */
  withdrawn: { labels: string[]; annotations: string[] };
  /** The paths of the live fields that the manifest does not have and that the update keeps. */
  kept: string[][];
}

/** The field sets of one value: `own` are the sets of our field manager, `others` the sets of all other field managers. */
interface Owners {
  own: FieldSet[];
  others: FieldSet[];
}

/**
 * Completes a manifest with the fields of the live object that the manifest does not have and that other field managers own.
 *
 * The update removes a field that the manifest does not have only if our field manager owns the field and no other field manager owns it. These are the rules of
 * server-side apply; docs/adr/0017 explains why. Labels and annotations of Kratix and of the portal always stay, because users set them with actions and not in
 * manifests.
 */
export function keepFieldsOfOthers(
  live: JsonObject,
  manifest: Manifest,
  fieldManager: string,
): UpdateManifest {
  const owners = ManagedFields.read(live).ownersFor(fieldManager);
  const kept: string[][] = [];
  const content: JsonObject = {};
  for (const [key, desired] of Object.entries(manifest.content)) {
    content[key] = complete({
      live: valueOf(live, key),
      desired,
      owners: below(owners, `f:${key}`),
      path: [key],
      kept,
    });
  }
  const metadata = below(owners, 'f:metadata');
  const withdrawn = (key: 'labels' | 'annotations') => {
    const names = below(metadata, `f:${key}`);
    const current = metadataOf(live)[key];
    return Object.keys(isObject(current) ? current : {}).filter(
      name =>
        !Object.hasOwn(manifest[key], name) &&
        !isProtectedName(name) &&
        isOursAlone(below(names, `f:${name}`)),
    );
  };
  return {
    ...manifest,
    content,
    kept,
    withdrawn: {
      labels: withdrawn('labels'),
      annotations: withdrawn('annotations'),
    },
  };
}

interface Position {
  live: JsonValue | undefined;
  owners: Owners;
  path: string[];
  kept: string[][];
}

/** Completes a value of the manifest with the fields of the live value that stay. */
function complete(
  at: Position & { desired: JsonValue | undefined },
): JsonValue {
  const { live, desired, owners } = at;
  if (isObject(live) && isObject(desired) && !isAtomic(owners)) {
    const entries = Object.entries(desired).map(([key, value]): Entry => [
      key,
      complete({ ...child(at, key), desired: value }),
    ]);
    const rest = Object.keys(live)
      .filter(key => !Object.hasOwn(desired, key))
      .map((key): Entry => [key, retain(child(at, key))]);
    return toObject([...entries, ...rest]);
  }
  if (Array.isArray(live) && Array.isArray(desired)) {
    return completeList({ ...at, live, desired });
  }
  return desired ?? null;
}

/** Returns the part of a live value that stays although the manifest does not have the value. Undefined if no part stays. */
function retain(at: Position): JsonValue | undefined {
  const { live, owners, path, kept } = at;
  if (live === undefined || live === null) {
    return undefined;
  }
  if (owners.own.length === 0) {
    kept.push(path);
    return live;
  }
  if (isOursAlone(owners) && ownsItself(owners.own)) {
    return undefined; // The value is removed together with the fields that the API server has set in it, such as the nodePort of a port.
  }
  if (isObject(live) && !isAtomic(owners)) {
    const rest = toObject(
      Object.keys(live).map((key): Entry => [key, retain(child(at, key))]),
    );
    return Object.keys(rest).length > 0 || ownsItself(owners.others)
      ? rest
      : undefined;
  }
  if (Array.isArray(live) && hasItems(owners)) {
    const rest = completeList({ ...at, live, desired: [] });
    return rest.length > 0 || ownsItself(owners.others) ? rest : undefined;
  }
  if (isOursAlone(owners)) {
    return undefined;
  }
  kept.push(path);
  return live;
}

/** In a list with `x-kubernetes-list-type` map or set, each item has owners, and the items of other field managers stay. Any other list is replaced. */
function completeList(
  at: Position & { live: JsonValue[]; desired: JsonValue[] },
): JsonValue[] {
  const { live, desired, owners, path, kept } = at;
  if (!hasItems(owners)) {
    return desired;
  }
  const names = keyNames(owners);
  const matches = matchItems(live, desired, names);
  const matched = new Set(matches);
  const ownersOf = ownersOfItems(owners);
  const itemAt = (item: JsonValue, index: number): Position => ({
    live: item,
    owners: ownersOf(item),
    path: [...path.slice(0, -1), `${path.at(-1) ?? ''}[${index}]`],
    kept,
  });
  const keyOf = (item: JsonValue): Entry[] =>
    names.map(name => [name, fieldOf(item, name)]);
  const submitted = desired.map((item, position) => {
    const index = matches[position];
    if (index === undefined) {
      return item;
    }
    const completed = complete({
      ...itemAt(live[index], index),
      desired: item,
    });
    return isObject(completed)
      ? toObject([...keyOf(live[index]), ...Object.entries(completed)])
      : completed;
  });
  const others = live.flatMap((item, index): JsonValue[] => {
    if (matched.has(index)) {
      return [];
    }
    const rest = retain(itemAt(item, index));
    if (rest === undefined) {
      return [];
    }
    // An item needs its key fields, even if our field manager owns them.
    return isObject(rest)
      ? [toObject([...keyOf(item), ...Object.entries(rest)])]
      : [rest];
  });
  return [...submitted, ...others];
}

type Entry = [key: string, value: JsonValue | undefined];

function toObject(entries: Entry[]): JsonObject {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function child({ live, owners, path, kept }: Position, key: string): Position {
  return {
    live: isObject(live) ? valueOf(live, key) : undefined,
    owners: below(owners, `f:${key}`),
    path: [...path, key],
    kept,
  };
}

function below(owners: Owners, key: string): Owners {
  const pick = (sets: FieldSet[]) =>
    sets.flatMap(set => {
      const next = valueOf(set, key);
      return isObject(next) ? [next] : [];
    });
  return { own: pick(owners.own), others: pick(owners.others) };
}

/**
 * Whether the field managers own the value as a whole: their field sets contain no keys below the value. This is also the case for an owner of an empty mapping
 * that another owner filled later.
 */
function isAtomic({ own, others }: Owners): boolean {
  const sets = [...own, ...others];
  return sets.length > 0 && sets.every(set => Object.keys(set).length === 0);
}

function isOursAlone({ own, others }: Owners): boolean {
  return own.length > 0 && others.length === 0;
}

/** Whether one of the field sets contains the mapping or list itself. In a field set, `.` stands for the mapping or list without its content. */
function ownsItself(sets: FieldSet[]): boolean {
  return sets.some(set => Object.hasOwn(set, '.'));
}

function hasItems({ own, others }: Owners): boolean {
  return [...own, ...others].some(set =>
    Object.keys(set).some(key => /^[kv]:/.test(key)),
  );
}

function keyNames({ own, others }: Owners): string[] {
  const first = [...own, ...others]
    .flatMap(set => Object.keys(set))
    .find(key => key.startsWith('k:'));
  return Object.keys(first === undefined ? {} : parseKey(first));
}

/** Returns a function that finds the owners of an item by its key or value. It reads each entry of the field sets only once, because a list may have thousands of items. */
function ownersOfItems(owners: Owners): (item: JsonValue) => Owners {
  const found = new Map<string, Owners>();
  const keys = new Map<string, string[]>();
  for (const side of ['own', 'others'] as const) {
    for (const [node, next] of owners[side].flatMap(Object.entries)) {
      if (!isObject(next) || !/^[kv]:/.test(node)) {
        continue;
      }
      let text = node;
      if (node.startsWith('k:')) {
        const key = parseKey(node);
        const names = Object.keys(key);
        keys.set(names.join(), names);
        text = nodeText(names, key);
      }
      const ofItem = found.get(text) ?? { own: [], others: [] };
      ofItem[side].push(next);
      found.set(text, ofItem);
    }
  }
  return item => {
    const all = [
      `v:${JSON.stringify(item)}`,
      ...[...keys.values()].map(names => nodeText(names, item)),
    ].flatMap(text => found.get(text) ?? []);
    return {
      own: all.flatMap(({ own }) => own),
      others: all.flatMap(({ others }) => others),
    };
  };
}

function nodeText(names: string[], item: JsonValue): string {
  return `k:${JSON.stringify(names.map(name => [name, fieldOf(item, name)]))}`;
}

function parseKey(node: string): JsonObject {
  try {
    const key: JsonValue = JSON.parse(node.slice(2));
    return isObject(key) ? key : {};
  } catch {
    return {};
  }
}
