import type { JsonObject } from '@backstage/types';
import type { SkeFieldManager } from '@kratix-portal/plugin-ske-common';
import { asObject } from '../values';
import type { ChangePath } from './mergeValues';

/**
 * Finds who wrote a field, from `metadata.managedFields`, the latest first. If no manager owns the field itself, the function returns the owners of the nearest
 * parent that has owners, for example of a list that is treated as a single value.
 */
export function readManagers(
  managedFields: readonly JsonObject[] | undefined,
  path: ChangePath,
): SkeFieldManager[] {
  const found = (managedFields ?? []).flatMap(entry => {
    const depth = depthOf(asObject(entry.fieldsV1), path);
    return depth === 0 || typeof entry.manager !== 'string'
      ? []
      : [{ depth, manager: toManager(entry, entry.manager) }];
  });
  const deepest = Math.max(0, ...found.map(({ depth }) => depth));
  return found
    .filter(({ depth }) => depth === deepest)
    .map(({ manager }) => manager)
    .sort((a, b) => (b.time ?? '').localeCompare(a.time ?? ''));
}

function toManager(entry: JsonObject, name: string): SkeFieldManager {
  const { operation, subresource, time } = entry;
  return {
    name,
    operation: typeof operation === 'string' ? operation : 'Update',
    ...(typeof subresource === 'string' && subresource && { subresource }),
    ...(typeof time === 'string' && { time }),
  };
}

/** How many parts of the path an entry of the managed fields contains. */
function depthOf(fields: JsonObject | undefined, path: ChangePath): number {
  let at = fields;
  for (const [depth, step] of path.entries()) {
    const next = asObject(at?.[`f:${step}`] ?? at?.[toItemKey(step)]);
    if (!next) {
      // A parent with fields of its own does not own this field.
      return at && Object.keys(at).every(key => key === '.') ? depth : 0;
    }
    at = next;
  }
  return path.length;
}

/** `name="web",port=80` is `k:{"name":"web","port":80}` in managed fields. */
function toItemKey(step: string): string {
  const parts = step.split(/,(?=[^,"=]+=)/).map(part => {
    const at = part.indexOf('=');
    return `${JSON.stringify(part.slice(0, at))}:${part.slice(at + 1)}`;
  });
  return escapeHtml(`k:{${parts.join(',')}}`);
}

/** The API server writes these characters of a key as escape sequences, as Go's encoding/json does by default. */
function escapeHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
