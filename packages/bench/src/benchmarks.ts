import type { BenchOptions } from './BenchSettings';
import type { Figure } from './figures/Figure';

/** Measures, and gives the figures in the order in which they are to be read. */
export interface Benchmark {
  run(options: BenchOptions): Promise<Figure[]>;
}

/** By the name that `npm run bench` takes. Loaded when asked for. */
export const benchmarks: Record<string, () => Promise<Benchmark>> = {
  backend: () => import('./backend'),
  watch: () => import('./watch'),
  soak: () => import('./soak'),
  catalog: () => import('./catalog'),
};
