import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject } from '../manifests/jsonObject';
import type { JsonPatchOperation } from '../manifests/mergePatch';

/** The API server's message for a JSON patch that it cannot apply. */
export const NOT_APPLIED =
  'the server rejected our request due to an error in our request';

/**
 * Applies a JSON patch (RFC 6902) to mappings in the same way as the API server: an absent field equals null.
 *
 * @returns undefined when a `test` fails or a path does not exist
 */
export function applyJsonPatch(
  target: JsonObject,
  operations: JsonPatchOperation[],
): JsonObject | undefined {
  const result: JsonObject = JSON.parse(JSON.stringify(target));
  for (const { op, path, value } of operations) {
    const keys = path
      .split('/')
      .slice(1)
      .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    const parent = keys.reduce<JsonValue | undefined>(
      (node, key) => (isObject(node) ? node[key] : undefined),
      result,
    );
    if (!isObject(parent)) {
      return undefined;
    }
    if (op === 'test' && !isDeepStrictEqual(parent[last] ?? null, value)) {
      return undefined;
    }
    if (op === 'remove') {
      delete parent[last];
    } else if (op === 'add') {
      parent[last] = value;
    }
  }
  return result;
}
