import type { BenchOptions } from '../settings/BenchSettings';
import type { Figure } from '../figures/Figure';
import { run as runWatchBenchmarks } from '../watch';
import { runBackendBenchmark } from './runBackendBenchmark';

/** Runs each part with its own backend, so that none affects the figures of another. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  return [
    ...(await runBackendBenchmark(options)),
    ...(await runWatchBenchmarks(options)),
  ];
}
