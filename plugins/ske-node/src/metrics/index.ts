export { PlatformMetrics } from './PlatformMetrics';
