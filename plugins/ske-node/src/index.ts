/**
 * Server library of the ske plugins: whose identity, which cluster, one client for each cluster.
 *
 * @packageDocumentation
 */
export * from './config';
export type { VerifiedCaller } from './credentials';
export { readKubeconfigFile } from './credentials';
export type { Manifest } from './manifests';
export { parseManifest } from './manifests';
export * from './metrics';
export * from './permissions';
export type { PlatformLimits, PoolState } from './platform';
export { PlatformClient } from './platform';
export * from './requests';
