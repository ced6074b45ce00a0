import { parseResourceRef } from '@kratix-portal/plugin-ske-common';
import type { PermissionTarget } from './skeResourcePermissionResourceRef';

// A placeholder that is not a valid name of a namespace.
const NO_NAMESPACE = '-';

/**
 * Parses the text with which another plugin names an object in a permission request: `<apiVersion>/<kind>/<namespace>/<name>`, with `-` for the
 * namespace of a cluster-scoped kind.
 *
 * @returns undefined if the text does not name an object; no condition is fulfilled in this case
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
    return undefined; // Backstage expects undefined for a reference to an object that does not exist.
  }
}
