export { runWatchBenchmark as run } from './runWatchBenchmark';
