import type { JsonObject } from '@backstage/types';
import { metadataOf } from '../../manifests';
import type { PermissionTarget } from '../../permissions';

/** Converts an object of the cluster to the input of the portal's permission policy. */
export function toPermissionTarget(object: JsonObject): PermissionTarget {
  const { apiVersion, kind } = object;
  const { namespace, name } = metadataOf(object);
  return {
    apiVersion: String(apiVersion),
    kind: String(kind),
    ...(typeof namespace === 'string' && { namespace }),
    ...(typeof name === 'string' && { name }),
  };
}
