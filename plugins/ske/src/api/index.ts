export { skeApiRef } from './skeApiRef';
