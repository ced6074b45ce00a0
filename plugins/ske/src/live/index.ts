export * from './hooks';
export type { KubernetesObject, ObjectMetadata } from './KubernetesObject';
export { createLiveApi, type LiveApi, type LiveCalls } from './LiveApi';
export { liveStoreApi, liveStoreFactory } from './liveStoreApi';
export { liveStoreApiRef } from './liveStoreApiRef';
export { keyOfQuestion } from './reads/AccessReads';
export type { LiveEnvironment } from './store/LiveEnvironment';
export type { LiveSession } from './store/LiveSession';
export type * from './types';
