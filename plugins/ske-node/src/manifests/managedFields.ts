import type { JsonObject, JsonValue } from '@backstage/types';
import {
  cleanText,
  type FieldPath,
  SkeFieldManager,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { isObject, metadataOf, parseJson, valueOf } from './jsonObject';

/*
 * `metadata.managedFields` of an object says who wrote which field:
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management. Entries that are not valid are skipped.
 */
const entrySchema = z.object({
  manager: z.string().default('unknown'),
  operation: z.string().default('Update'),
  subresource: z.string().optional(),
  time: z.string().optional(),
  fieldsV1: z.record(z.string(), z.unknown()).default({}),
});

type Entry = z.infer<typeof entrySchema>;

/** A tree of fields: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/#ObjectMeta (fieldsV1) */
export type FieldSet = JsonObject;

/** The field managers of an object, the latest first. */
export class ManagedFields {
  readonly #entries: Entry[];
  readonly #keysOfLists = new Map<string, string[]>();

  static read(object: JsonObject): ManagedFields {
    const managedFields = metadataOf(object).managedFields;
    const entries = (Array.isArray(managedFields) ? managedFields : []).flatMap(
      entry => entrySchema.safeParse(entry).data ?? [],
    );
    return new ManagedFields(
      entries.sort((a, b) => (b.time ?? '').localeCompare(a.time ?? '')),
    );
  }

  private constructor(entries: Entry[]) {
    this.#entries = entries;
  }

  /** Whether the object has any field manager. */
  get isKnown(): boolean {
    return this.#entries.length > 0;
  }

  /** Returns the field sets of one field manager and the field sets of all others. Writes to subresources are left out. */
  ownersFor(manager: string): { own: FieldSet[]; others: FieldSet[] } {
    const main = this.#entries.filter(
      ({ subresource }) => subresource === undefined || subresource === '',
    );
    const setsOf = (entries: Entry[]) =>
      entries.map(({ fieldsV1 }) => fieldsV1 as FieldSet);
    return {
      own: setsOf(main.filter(entry => entry.manager === manager)),
      others: setsOf(main.filter(entry => entry.manager !== manager)),
    };
  }

  /** Lists all field managers. */
  list(): SkeFieldManager[] {
    return this.#entries.map(toFieldManager);
  }

  /** Lists the field managers that wrote this field, or a field below it. */
  writersOf(path: string[]): SkeFieldManager[] {
    return this.writersAt(path.map(key => `f:${key}`));
  }

  /** Like {@link writersOf}, for a path of nodes of the field sets: `f:` and the name of a field, `k:` and the key of an item, or `v:` and an item. */
  writersAt(nodes: string[]): SkeFieldManager[] {
    return this.#entries
      .filter(({ fieldsV1 }) => owns(fieldsV1, nodes))
      .map(toFieldManager);
  }

  /** The names of the fields that are the key of each item of a list. Empty for a list without such fields, and if no field manager has written an item. */
  keysOfList(path: FieldPath): string[] {
    // All items of a list have the same schema, so the result for one item is the result for all.
    const list = JSON.stringify(path.map(step => (isIndex(step) ? 0 : step)));
    const found = this.#keysOfLists.get(list) ?? this.#readKeys(path);
    this.#keysOfLists.set(list, found);
    return found;
  }

  #readKeys(path: FieldPath): string[] {
    let sets = this.#entries.map(({ fieldsV1 }) => fieldsV1 as FieldSet);
    for (const step of path) {
      sets = sets.flatMap(set =>
        (isIndex(step)
          ? Object.keys(set)
              .filter(isItemNode)
              .map(node => set[node])
          : [valueOf(set, `f:${step}`)]
        ).filter(isObject),
      );
    }
    return keyNames(sets);
  }
}

/** Describes a field manager for users: `kubectl-edit (Update) at 2026-11-24T10:00:00Z`. */
export function describeFieldManager(manager: SkeFieldManager): string {
  const { name, operation, subresource, time } = manager;
  const how = subresource ? `${operation} of ${subresource}` : operation;
  return `${name} (${how})${time ? ` at ${time}` : ''}`;
}

function toFieldManager(entry: Entry): SkeFieldManager {
  const { manager, operation, subresource, time } = entry;
  return {
    name: cleanText(manager),
    operation: cleanText(operation),
    ...(subresource !== undefined && { subresource: cleanText(subresource) }),
    ...(time !== undefined && { time: cleanText(time) }),
  };
}

/** Whether a key of a field set stands for an item of a list. */
export function isItemNode(node: string): boolean {
  return /^[kv]:/.test(node);
}

/**
 * Reads the key or the value of an item from a key of a field set, such as `k:{"name":"web"}` and `v:"a\u0026b"`. The API server escapes `<`, `>` and `&`, so
 * these texts can only be compared after they are read.
 */
export function readItemNode(node: string): JsonValue | undefined {
  return parseJson(node.slice(2)) as JsonValue | undefined;
}

/** The names of the fields that are the key of each item, from the field sets of a list. */
export function keyNames(sets: FieldSet[]): string[] {
  const first = sets
    .flatMap(set => Object.keys(set))
    .find(node => node.startsWith('k:'));
  const key = first === undefined ? undefined : readItemNode(first);
  return isObject(key) ? Object.keys(key) : [];
}

function isIndex(step: string | number): step is number {
  return typeof step === 'number';
}

/** A set of fields is a tree of keys, most of them with the prefix `f:`. An owner of a key without keys below it owns everything below this key. */
function owns(fields: Record<string, unknown>, nodes: string[]): boolean {
  let set = fields as FieldSet;
  for (const [depth, node] of nodes.entries()) {
    const next = valueOf(set, node);
    if (!isObject(next)) {
      return depth > 0 && isEmpty(set);
    }
    set = next;
  }
  return true;
}

/** The sets around each kept field are checked, and counting the keys of a long set takes time, so the results are cached. */
const emptySets = new WeakMap<FieldSet, boolean>();

function isEmpty(set: FieldSet): boolean {
  const found = emptySets.get(set) ?? Object.keys(set).length === 0;
  emptySets.set(set, found);
  return found;
}
