export { createSessionApi } from './createSessionApi';
