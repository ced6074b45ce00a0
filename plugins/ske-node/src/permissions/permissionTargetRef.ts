import { parseResourceRef } from '@kratix-portal/plugin-ske-common';
import type { PermissionTarget } from './skeResourcePermissionResourceRef';

// A placeholder that is not a valid name of a namespace.
const NO_NAMESPACE = '-';

/**
 * Parses the text with which another plugin names an object in a permission request: `<apiVersion>/<kind>/<namespace>/<name>`, with `-` for the
 * namespace of a cluster-scoped kind.
 *
 * @returns undefined when the text names no object; no condition is then fulfilled
 */
export function parsePermissionTargetRef(
  ref: string,
): PermissionTarget | undefined {
  const parts = ref.split('/');
  const [kind, namespace, name] = parts.splice(-3);
  if (kind === undefined || namespace === undefined || name === undefined) {
    return undefined;
  }
  try {
    return parseResourceRef({
      apiVersion: parts.join('/'),
      kind,
      name,
      ...(namespace !== NO_NAMESPACE && { namespace }),
    });
  } catch {
    return undefined; // Backstage expects undefined for a reference to nothing.
  }
}
