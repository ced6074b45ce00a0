export { createRouter } from './createRouter';
export { ownedPathPatterns } from './ownedPaths';
