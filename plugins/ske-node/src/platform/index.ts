export type { PoolState } from './connection/ClusterConnection';
export type { PlatformLimits } from './PlatformLimits';
export { PlatformClient } from './PlatformClient';
export { Discovery } from './Discovery';
