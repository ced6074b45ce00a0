import type { BenchOptions } from '../settings/BenchSettings';
import type { Figure } from '../figures/Figure';
import { run as runWatchBenchmarks } from '../watch';
import { runBackendBenchmark } from './runBackendBenchmark';

/** Runs each part with a new backend, so that no part affects the figures of another part. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  return [
    ...(await runBackendBenchmark(options)),
    ...(await runWatchBenchmarks(options)),
  ];
}
