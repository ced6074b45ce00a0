/**
 * Server library of the ske plugins: whose identity, which cluster, one client for each cluster.
 *
 * @packageDocumentation
 */
export * from './config';
export type { VerifiedCaller } from './credentials';
export type { Manifest } from './manifests';
export { parseManifest } from './manifests';
export * from './metrics';
export * from './permissions';
export type {
  Collection,
  CollectionPage,
  PlatformLimits,
  PoolState,
  ResourceLocation,
  StreamEnd,
  WatchBookmark,
  WatchEnd,
  ClusterWatchEvent,
  WatchItem,
  WatchStream,
} from './platform';
export { CollectionReader, PlatformClient } from './platform';
export * from './operations';
