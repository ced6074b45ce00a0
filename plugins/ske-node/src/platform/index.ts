export type { ResourceLocation } from './calls/ApiPath';
export type { PlatformLimits } from './calls/PlatformLimits';
export { PlatformClient } from './client/PlatformClient';
export type { Collection, CollectionPage } from './collections/Collection';
export { CollectionReader } from './collections/CollectionReader';
export type { PoolState } from './connection/ClusterConnection';
export type { Discovery } from './discovery/Discovery';
export type { StreamEnd } from './streams/StreamLife';
export type {
  ClusterWatchEvent,
  WatchBookmark,
  WatchEnd,
  WatchItem,
} from './streams/WatchItem';
export { isOlderVersion } from './streams/isOlderVersion';
export type { WatchStream } from './streams/WatchStream';
