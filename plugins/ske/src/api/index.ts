export type { SkeApi } from './SkeApi';
export { skeApiRef } from './skeApiRef';
export { skeClientApi } from './skeClientApi';
export { skeSessionApi } from './skeSessionApi';
export { skeSessionApiRef } from './skeSessionApiRef';
