import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SKE_RESOURCE } from '@kratix-portal/plugin-ske-common';

/**
 * What a permission policy decides about: an object by its name, whether it exists or not, or all objects of a kind. Nothing of its content,
 * since the decision is made before the cluster is asked.
 *
 * @public
 */
export interface PermissionTarget {
  /** `v1`, or a group and a version. */
  apiVersion: string;
  /** As the cluster spells it. */
  kind: string;
  /** Absent for a cluster-scoped kind. */
  namespace?: string;
  /** Absent where all objects of the kind are meant. */
  name?: string;
}

/**
 * The resource type of the `ske` plugin's permissions, for modules that add permission rules of their own.
 *
 * @public
 */
export const skeResourcePermissionResourceRef = createPermissionResourceRef<
  PermissionTarget,
  {}
>().with({
  pluginId: 'ske',
  resourceType: RESOURCE_TYPE_SKE_RESOURCE,
});
