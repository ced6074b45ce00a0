export type { MetricsMeter } from './PlatformMetrics';
export { PlatformMetrics } from './PlatformMetrics';
