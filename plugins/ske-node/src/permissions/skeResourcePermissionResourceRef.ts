import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SKE_RESOURCE } from '@kratix-portal/plugin-ske-common';

/**
 * The input of a permission policy: one object by its name, which need not exist, or all objects of a kind. It does not contain the content of the
 * object, because the decision is made before the cluster is called.
 *
 * @public
 */
export interface PermissionTarget {
  /** `v1`, or a group and a version. */
  apiVersion: string;
  /** The kind as the cluster spells it. */
  kind: string;
  /** Absent for a cluster-scoped kind. */
  namespace?: string;
  /** Absent for all objects of the kind. */
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
