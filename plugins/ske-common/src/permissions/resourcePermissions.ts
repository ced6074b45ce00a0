import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource type of the permissions below, for policies whose decision depends on the object. A resource is one object of the platform cluster; the
 * object need not exist yet.
 *
 * @public
 */
export const RESOURCE_TYPE_SKE_RESOURCE = 'ske-resource';

/**
 * Allows to read an object (manifest, events, pipelines, changes) and to list a kind.
 *
 * @public
 */
export const skeResourceReadPermission = createPermission({
  name: 'ske.resource.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SKE_RESOURCE,
});

/**
 * Allows to create an object.
 *
 * @public
 */
export const skeResourceCreatePermission = createPermission({
  name: 'ske.resource.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SKE_RESOURCE,
});

/**
 * Allows to change an existing object.
 *
 * @public
 */
export const skeResourceUpdatePermission = createPermission({
  name: 'ske.resource.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SKE_RESOURCE,
});

/**
 * Allows to delete an object.
 *
 * @public
 */
export const skeResourceDeletePermission = createPermission({
  name: 'ske.resource.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_SKE_RESOURCE,
});

/**
 * Allows to read the logs of an object's pipelines, which may contain more than the object itself.
 *
 * @public
 */
export const skeResourceLogsPermission = createPermission({
  name: 'ske.resource.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SKE_RESOURCE,
});

/**
 * Allows to run Kratix's actions on an object: reconcile, pause, resume, upgrade.
 *
 * @public
 */
export const skeResourceActionsPermission = createPermission({
  name: 'ske.resource.actions.execute',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SKE_RESOURCE,
});

/**
 * All permissions of the `ske` plugin.
 *
 * @public
 */
export const skePermissions = [
  skeResourceReadPermission,
  skeResourceCreatePermission,
  skeResourceUpdatePermission,
  skeResourceDeletePermission,
  skeResourceLogsPermission,
  skeResourceActionsPermission,
];
