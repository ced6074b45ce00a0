import type { BenchOptions } from './settings/BenchSettings';
import type { Figure } from './figures/Figure';

/** Returns its figures in the order in which they are printed. */
export interface Benchmark {
  run(options: BenchOptions): Promise<Figure[]>;
}

/** The benchmarks by the name that `npm run bench` takes, loaded when needed. */
export const benchmarks: Record<string, () => Promise<Benchmark>> = {
  backend: () => import('./backend'),
  watch: () => import('./watch'),
  soak: () => import('./soak'),
  catalog: () => import('./catalog'),
  sessions: () => import('./sessions'),
  frontend: () => import('./frontend'),
};
