export * from './hooks';
export type { KubernetesObject, ObjectMetadata } from './KubernetesObject';
export { type LiveApi } from './LiveApi';
export { liveStoreApi, liveStoreFactory } from './liveStoreApi';
export { liveStoreApiRef } from './liveStoreApiRef';
export { keyOfQuestion } from './reads/AccessReads';
export type * from './types';
