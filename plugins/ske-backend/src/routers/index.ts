export { createResourceRouter } from './createResourceRouter';
export { ownedPaths } from './ownedPaths';
