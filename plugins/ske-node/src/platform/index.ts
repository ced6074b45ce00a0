export type { PoolState } from './connection/ClusterConnection';
export type { ResourceLocation } from './calls/ApiPath';
export type { Collection, CollectionPage } from './collections/Collection';
export { CollectionReader } from './collections/CollectionReader';
export type { PlatformLimits } from './calls/PlatformLimits';
export { PlatformClient } from './client/PlatformClient';
export type { Discovery } from './discovery/Discovery';
export type { StreamEnd } from './streams/StreamLife';
export type {
  WatchBookmark,
  WatchEnd,
  ClusterWatchEvent,
  WatchItem,
} from './streams/WatchItem';
export type { WatchStream } from './streams/WatchStream';
