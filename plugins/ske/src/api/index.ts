export type { SkeApi } from './SkeApi';
export { skeApiRef } from './skeApiRef';
export { skeClientApi } from './skeClientApi';
