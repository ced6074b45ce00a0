export type { PlatformLimits } from './PlatformClient';
export { PlatformClient } from './PlatformClient';
export { Discovery } from './Discovery';
