import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useAccess, type KubernetesObject } from '../live';
import { useWords } from '../words';

/** Why the user cannot change the object at all. While the permission is not known, the user can edit, and the cluster accepts or refuses the edit. */
export function useReadOnlyReason(options: {
  resourceRef: ResourceRef;
  object: KubernetesObject;
  isDeleted?: boolean;
  isReplaced?: boolean;
}): string | undefined {
  const { resourceRef, object, isDeleted } = options;
  const t = useWords();
  const { apiVersion, kind, namespace, name } = resourceRef;
  const { value } = useAccess([
    {
      verb: 'patch',
      apiVersion,
      kind,
      ...(namespace !== undefined && { namespace }),
      name,
    },
  ]);
  if (options.isReplaced) {
    return t('edit.replaced');
  }
  if (isDeleted) {
    return t('edit.deleted');
  }
  if (object.metadata.deletionTimestamp !== undefined) {
    return t('edit.deleting');
  }
  const answer = value?.[0];
  return answer?.allowed === false
    ? [t('edit.noRight', { kind }), answer.reason].filter(Boolean).join(' ')
    : undefined;
}
