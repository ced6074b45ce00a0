import type { JsonObject } from '@backstage/types';
import { cleanText, SkeFieldManager } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { metadataOf } from './jsonObject';

/*
 * Who wrote which field of an object, as the API server keeps it in `metadata.managedFields`:
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management. An entry that does not have its form is passed over.
 */
const entrySchema = z.object({
  manager: z.string().default('unknown'),
  operation: z.string().default('Update'),
  subresource: z.string().optional(),
  time: z.string().optional(),
  fieldsV1: z.record(z.string(), z.unknown()).default({}),
});

type Entry = z.infer<typeof entrySchema>;

/** The field managers of an object, the latest first. Knows nothing of an object that has none. */
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

  /** Whether the API server has told of anyone. */
  get isKnown(): boolean {
    return this.#entries.length > 0;
  }

  /** All of them. */
  list(): SkeFieldManager[] {
    return this.#entries.map(toFieldManager);
  }

  /** Those who wrote this field, or something in it. */
  writersOf(path: string[]): SkeFieldManager[] {
    return this.#entries
      .filter(({ fieldsV1 }) => owns(fieldsV1, path))
      .map(toFieldManager);
  }
}

/** For people to read: `kubectl-edit (Update) at 2026-11-24T10:00:00Z`. */
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

/** A set of fields is a tree of keys, each with `f:` before it; one without keys below it holds all that is below. */
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
