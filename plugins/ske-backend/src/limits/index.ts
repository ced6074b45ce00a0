export { checkLimit } from './checkLimit';
export type { Admission } from './UserLimits';
export { readUserLimits } from './readUserLimits';
export { UserLimits } from './UserLimits';
