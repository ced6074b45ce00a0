import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { LiveQuery } from '../objects/types';

/**
 * An object of a response. Returns undefined for a value that is not an object of Kubernetes.
 *
 * The items of a list have no `apiVersion` and `kind` of their own, so these come from the query.
 */
export function readObject(
  value: JsonObject,
  query: LiveQuery,
): KubernetesObject | undefined {
  const { metadata } = value;
  if (
    typeof metadata !== 'object' ||
    metadata === null ||
    Array.isArray(metadata) ||
    typeof metadata.name !== 'string' ||
    typeof metadata.uid !== 'string'
  ) {
    return undefined;
  }
  const object = { ...value } as KubernetesObject;
  object.apiVersion ??= query.apiVersion;
  object.kind ??= query.kind;
  return object;
}
