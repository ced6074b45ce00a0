export type {
  MetricDescription,
  MetricObservation,
  MetricsMeter,
} from './PlatformMetrics';
export { PlatformMetrics } from './PlatformMetrics';
