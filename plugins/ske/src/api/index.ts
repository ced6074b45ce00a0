export { skeApiRef } from './skeApiRef';
export { skeClientApi } from './skeClientApi';
