export { runFrontendBenchmark as run } from './runFrontendBenchmark';
