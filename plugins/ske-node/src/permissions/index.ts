export type { ResourceAction } from './permissionOf';
export type { PermissionTarget } from './skeResourcePermissionResourceRef';
export {
  createSkeResourceConditionalDecision,
  skeResourceConditions,
} from './skeResourceConditions';
export { registerPermissions } from './registerPermissions';
export { ResourceDecisions } from './ResourceDecisions';
export { ResourcePermissions } from './ResourcePermissions';
