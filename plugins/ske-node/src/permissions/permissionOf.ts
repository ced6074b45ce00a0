import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_SKE_RESOURCE,
  skeResourceActionsPermission,
  skeResourceCreatePermission,
  skeResourceDeletePermission,
  skeResourceLogsPermission,
  skeResourceReadPermission,
  skeResourceUpdatePermission,
} from '@kratix-portal/plugin-ske-common';

/**
 * An action on an object. Each action has its own Backstage permission.
 *
 * @public
 */
export type ResourceAction =
  'read' | 'create' | 'update' | 'delete' | 'logs' | 'actions';

/** The permission that an action needs. */
export const permissionOf: Record<
  ResourceAction,
  ResourcePermission<typeof RESOURCE_TYPE_SKE_RESOURCE>
> = {
  read: skeResourceReadPermission,
  create: skeResourceCreatePermission,
  update: skeResourceUpdatePermission,
  delete: skeResourceDeletePermission,
  logs: skeResourceLogsPermission,
  actions: skeResourceActionsPermission,
};

/** Completes "does not allow you to …". */
export const describeAction: Record<ResourceAction, string> = {
  read: 'read',
  create: 'create',
  update: 'change',
  delete: 'delete',
  logs: 'read the logs of',
  actions: 'run actions on',
};
