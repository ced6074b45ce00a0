export type { Admission } from './UserLimits';
export { UserLimits } from './UserLimits';
