export { benchmarks, type Benchmark } from './benchmarks';
