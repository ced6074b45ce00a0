import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { skePermissions } from '@kratix-portal/plugin-ske-common';
import { parsePermissionTargetRef } from './permissionTargetRef';
import { skeResourcePermissionRules } from './rules';
import { skeResourcePermissionResourceRef } from './skeResourcePermissionResourceRef';

/**
 * Registers our permissions and rules with Backstage's permission framework, so that policies can use them and policy editors can list them.
 *
 * @public
 */
export function registerPermissions(
  permissionsRegistry: PermissionsRegistryService,
): void {
  permissionsRegistry.addResourceType({
    resourceRef: skeResourcePermissionResourceRef,
    permissions: skePermissions,
    rules: Object.values(skeResourcePermissionRules),
    getResources: async refs => refs.map(parsePermissionTargetRef),
  });
}
