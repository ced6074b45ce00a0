import type { JsonObject } from '@backstage/types';
import { cleanText, SkeFieldManager } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { metadataOf } from './jsonObject';

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
    return this.#entries
      .filter(({ fieldsV1 }) => owns(fieldsV1, path))
      .map(toFieldManager);
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

/** A set of fields is a tree of keys with the prefix `f:`. An owner of a key without keys below it owns everything below this key. */
function owns(fields: Record<string, unknown>, path: string[]): boolean {
  let node: Record<string, unknown> = fields;
  for (const [depth, key] of path.entries()) {
    const next = Object.hasOwn(node, `f:${key}`) ? node[`f:${key}`] : undefined;
    if (typeof next !== 'object' || next === null) {
      return depth > 0 && Object.keys(node).length === 0;
    }
    node = { ...next };
  }
  return true;
}
