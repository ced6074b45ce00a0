export { createRouter } from './createRouter';
export { ownedPaths } from './ownedPaths';
