export type { SkeApi } from './SkeApi';
export { skeApiRef } from './skeApiRef';
export { skeClientApi, skeClientFactory } from './skeClientApi';
export { skeSessionApi, skeSessionFactory } from './skeSessionApi';
export { skeSessionApiRef } from './skeSessionApiRef';
export { isAnswerLost } from './isAnswerLost';
export { toSkeError } from './toSkeError';
