export { runBackendBenchmark as run } from './runBackendBenchmark';
