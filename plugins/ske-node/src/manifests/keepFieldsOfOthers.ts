import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { isObject, metadataOf, valueOf } from './jsonObject';
import {
  FieldSet,
  isItemNode,
  keyNames,
  ManagedFields,
  readItemNode,
} from './managedFields';
import { fieldOf, isDefaultedKey, matchItems } from './matchItems';
import type { Manifest } from './parseManifest';
import { isProtectedName } from './protectedNames';

/** A manifest for an update of a live object, completed with the fields that the update keeps. */
export interface UpdateManifest extends Manifest {
  /** Names of labels and annotations of the live object that the update removes. */
  withdrawn: { labels: string[]; annotations: string[] };
  /** The live fields that the manifest does not have and that the update keeps. */
  kept: KeptField[];
}

/** A live field that the manifest does not have. */
export interface KeptField {
  path: FieldPath;
  /** The other field manager that wrote it last. Undefined if no other field manager wrote it. */
  manager?: string;
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
  const managers = ManagedFields.read(live);
  const owners = managers.ownersFor(fieldManager);
  const kept: KeptField[] = [];
  const keep = (path: FieldPath, nodes: string[]) => {
    const manager = managers
      .writersAt(nodes)
      .find(({ name }) => name !== fieldManager)?.name;
    kept.push({ path, manager });
  };
  const content: JsonObject = {};
  for (const [key, desired] of Object.entries(manifest.content)) {
    content[key] = complete({
      live: valueOf(live, key),
      desired,
      owners: below(owners, `f:${key}`),
      path: [key],
      nodes: [`f:${key}`],
      keep,
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
  path: FieldPath;
  /** The path in the field sets. */
  nodes: string[];
  /** Called for each field that stays. */
  keep(path: FieldPath, nodes: string[]): void;
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
  const { live, owners, path, nodes, keep } = at;
  if (live === undefined || live === null) {
    // A null of another field manager stays, without a notice.
    return owners.others.length > 0 ? live : undefined;
  }
  if (owners.own.length === 0) {
    keep(path, nodes);
    return live;
  }
  if (isOursAlone(owners) && ownsItself(owners.own)) {
    return undefined; // The value is removed together with the fields that the API server has set in it, such as the nodePort of a port.
  }
  if (isObject(live) && !isAtomic(owners)) {
    const rest = toObject(
      Object.keys(live).map((key): Entry => [key, retain(child(at, key))]),
    );
    // A null of another field manager stays only inside something else that stays.
    const isKept = Object.values(rest).some(each => each !== null);
    return isKept || ownsItself(owners.others) ? rest : undefined;
  }
  if (Array.isArray(live) && hasItems(owners)) {
    const rest = completeList({ ...at, live, desired: [] });
    return rest.length > 0 || ownsItself(owners.others) ? rest : undefined;
  }
  if (isOursAlone(owners)) {
    return undefined;
  }
  keep(path, nodes);
  return live;
}

/** In a list with `x-kubernetes-list-type` map or set, each item has owners, and the items of other field managers stay. Any other list is replaced. */
function completeList(
  at: Position & { live: JsonValue[]; desired: JsonValue[] },
): JsonValue[] {
  const { live, desired, owners, path, nodes, keep } = at;
  if (!hasItems(owners)) {
    return desired;
  }
  const names = keyNames([...owners.own, ...owners.others]);
  const ownersOf = ownersOfItems(owners);
  const matches = matchItems(
    live,
    desired,
    names,
    item => ownersOf(item).own.length > 0,
  );
  const matched = new Set(matches);
  const itemAt = (item: JsonValue, index: number): Position => {
    const { node, ...ofItem } = ownersOf(item);
    return {
      live: item,
      owners: ofItem,
      path: [...path, index],
      nodes: [...nodes, node],
      keep,
    };
  };
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
    // The API server sets any other part of the key that the submitted item does not have.
    const defaulted = keyOf(live[index]).filter(([name]) =>
      isDefaultedKey(name),
    );
    return isObject(completed)
      ? toObject([...defaulted, ...Object.entries(completed)])
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

function child(at: Position, key: string): Position {
  const { live, owners, path, nodes, keep } = at;
  return {
    live: isObject(live) ? valueOf(live, key) : undefined,
    owners: below(owners, `f:${key}`),
    path: [...path, key],
    nodes: [...nodes, `f:${key}`],
    keep,
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
  return [...own, ...others].some(set => Object.keys(set).some(isItemNode));
}

/** The owners of an item, and the key of the item in the field sets: an empty text if the item has no owner. */
interface ItemOwners extends Owners {
  node: string;
}

/** Returns a function that finds the owners of an item by its key or value. It reads each entry of the field sets only once, because a list may have thousands of items. */
function ownersOfItems(owners: Owners): (item: JsonValue) => ItemOwners {
  const found = new Map<string, ItemOwners>();
  const keys = new Map<string, string[]>();
  for (const side of ['own', 'others'] as const) {
    for (const [node, next] of owners[side].flatMap(Object.entries)) {
      if (!isObject(next) || !isItemNode(node)) {
        continue;
      }
      const item = readItemNode(node) ?? null;
      let text = valueText(item);
      if (node.startsWith('k:')) {
        const names = Object.keys(isObject(item) ? item : {});
        keys.set(names.join(), names);
        text = keyText(names, item);
      }
      const ofItem = found.get(text) ?? { own: [], others: [], node };
      ofItem[side].push(next);
      found.set(text, ofItem);
    }
  }
  return item => {
    const all = [
      valueText(item),
      ...[...keys.values()].map(names => keyText(names, item)),
    ].flatMap(text => found.get(text) ?? []);
    return {
      own: all.flatMap(({ own }) => own),
      others: all.flatMap(({ others }) => others),
      node: all.at(0)?.node ?? '',
    };
  };
}

function valueText(item: JsonValue): string {
  return `v:${JSON.stringify(item)}`;
}

function keyText(names: string[], item: JsonValue): string {
  return `k:${JSON.stringify(names.map(name => [name, fieldOf(item, name)]))}`;
}
