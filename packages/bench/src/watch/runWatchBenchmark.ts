import type { BenchOptions } from '../settings/BenchSettings';
import { figure, type Figure } from '../figures/Figure';
import { NAMESPACE } from './events';
import { measureStreams } from './measureStreams';

const OBJECT_NAME = 'watched';

/** Opens 500 watches of one object. */
export async function runWatchBenchmark(
  options: BenchOptions,
): Promise<Figure[]> {
  const { delayP95Ms, memoryKbEach, lost } = await measureStreams(
    {
      title: 'watches',
      path: `/api/ske/watch?apiVersion=v1&kind=ConfigMap&namespace=${NAMESPACE}&name=${OBJECT_NAME}`,
      names: [OBJECT_NAME],
      streams: 500,
      warmUpStreams: 20,
      events: 20,
      pauseMs: 1_000,
    },
    options,
  );
  return [
    figure('watch.event_p95_ms', delayP95Ms, 'ms', '< 250'),
    figure('watch.memory_kb_each', memoryKbEach, 'kB', '< 100'),
    figure('watch.lost', lost, '', '= 0'),
  ];
}
