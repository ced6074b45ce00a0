import { parseResourceRef } from '@kratix-portal/plugin-ske-common';
import type { PermissionTarget } from './skeResourcePermissionResourceRef';

// No namespace is called so.
const NO_NAMESPACE = '-';

/**
 * Reads the text by which another plugin names an object in a permission request: `<apiVersion>/<kind>/<namespace>/<name>`, with `-` for the
 * namespace of a cluster-scoped kind.
 *
 * @returns undefined when it names nothing; then no condition holds
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
    return undefined; // By contract: what cannot be an object is no object.
  }
}
