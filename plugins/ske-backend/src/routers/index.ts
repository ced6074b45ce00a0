export { createResourceRouter } from './createResourceRouter';
