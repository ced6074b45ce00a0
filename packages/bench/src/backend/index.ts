import type { BenchOptions } from '../BenchSettings';
import type { Figure } from '../figures/Figure';
import { runWatchBenchmark } from '../watch/runWatchBenchmark';
import { runBackendBenchmark } from './runBackendBenchmark';

/** Each part with a backend of its own, so that what one leaves behind is not counted as another's. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  return [
    ...(await runBackendBenchmark(options)),
    ...(await runWatchBenchmark(options)),
  ];
}
