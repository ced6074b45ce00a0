export { portalClock } from './clock/PortalClock';
export * from './hooks';
export type {
  KubernetesObject,
  ObjectMetadata,
} from './objects/KubernetesObject';
export { type LiveApi } from './api/LiveApi';
export { liveStoreApi, liveStoreFactory } from './liveStoreApi';
export { liveStoreApiRef } from './api/liveStoreApiRef';
export { keyOfQuestion } from './reads/AccessReads';
export { refusedVerb } from './store/refusedVerb';
export type * from './objects/types';
