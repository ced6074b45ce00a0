export type { PoolState } from './connection/ClusterConnection';
export type { PlatformLimits } from './PlatformLimits';
export { PlatformClient } from './PlatformClient';
export type { Discovery } from './discovery/Discovery';
