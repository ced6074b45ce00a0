import type { KubernetesObject } from '../../live';
import { textAt, valueAt } from '../../values';

/**
 * Finds who added a finalizer, as the name of a field manager: https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers
 *
 * @returns undefined if the managed fields do not contain the finalizer
 */
export function findManager(
  { metadata }: KubernetesObject,
  finalizer: string,
): string | undefined {
  const entry = metadata.managedFields?.find(
    fields =>
      valueAt(
        fields,
        'fieldsV1',
        'f:metadata',
        'f:finalizers',
        `v:${JSON.stringify(finalizer)}`,
      ) !== undefined,
  );
  return entry && textAt(entry, 'manager');
}
