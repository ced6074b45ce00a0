export * from './hooks';
export type { KubernetesObject, ObjectMetadata } from './KubernetesObject';
export type * from './types';
