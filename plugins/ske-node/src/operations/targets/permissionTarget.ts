import type { JsonObject } from '@backstage/types';
import type { PermissionTarget } from '../../permissions';

/** An object of the cluster, as the portal's policy is asked about it. What has no name to ask about is no object that anybody may see. */
export function toPermissionTarget(object: JsonObject): PermissionTarget {
  const { apiVersion, kind } = object;
  const { namespace, name } = (object.metadata ?? {}) as JsonObject;
  return {
    apiVersion: String(apiVersion),
    kind: String(kind),
    ...(typeof namespace === 'string' && { namespace }),
    ...(typeof name === 'string' && { name }),
  };
}
