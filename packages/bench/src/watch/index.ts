import type { Figure } from '../figures/Figure';
import type { BenchOptions } from '../settings/BenchSettings';
import { runWatchBenchmark } from './runWatchBenchmark';
import { runWatchManyBenchmark } from './runWatchManyBenchmark';

/** Runs each part with a new backend, so that no part affects the figures of another part. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  return [
    ...(await runWatchBenchmark(options)),
    ...(await runWatchManyBenchmark(options)),
  ];
}
