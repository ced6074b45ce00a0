/**
 * Server library of the ske plugins: the identity of a call, the platform cluster, and one client for it.
 *
 * @packageDocumentation
 */
export * from './config';
export type {
  SessionToken,
  SessionEnds,
  SessionTokens,
  SessionVersion,
  VerifiedCaller,
} from './credentials';
export {
  createSessionEnds,
  createSessionTokens,
  noIdentityMessage,
} from './credentials';
export {
  readBearerToken,
  readExpiry,
  rejectExpiredToken,
} from './credentials/rejectExpiredToken';
export type { Manifest } from './manifests';
export { parseManifest } from './manifests';
export { diagnose } from './diagnosis';
export * from './metrics';
export * from './operations';
export * from './permissions';
export type {
  ClusterWatchEvent,
  Collection,
  CollectionPage,
  PlatformLimits,
  PoolState,
  ResourceLocation,
  StreamEnd,
  WatchBookmark,
  WatchEnd,
  WatchItem,
  WatchStream,
} from './platform';
export { CollectionReader, isOlderVersion, PlatformClient } from './platform';
export { type KeyLookup, withEachKey } from './provider/withEachKey';
export * from './routes';
