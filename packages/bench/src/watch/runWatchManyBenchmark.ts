import type { BenchOptions } from '../settings/BenchSettings';
import { figure, type Figure } from '../figures/Figure';
import { NAMESPACE } from './events';
import { measureStreams } from './measureStreams';

const SUBSCRIPTIONS = 20;

/** Opens 100 streams of 20 subscriptions. Each subscription of a stream watches another object, and each event goes to one subscription of every stream. */
export async function runWatchManyBenchmark(
  options: BenchOptions,
): Promise<Figure[]> {
  const names = Array.from({ length: SUBSCRIPTIONS }, (_, id) => `many-${id}`);
  const subscriptions = names.map(name => ({
    id: name,
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: NAMESPACE,
    name,
  }));
  const { delayP95Ms, memoryKbEach, lost } = await measureStreams(
    {
      title: `streams of ${SUBSCRIPTIONS} subscriptions`,
      path: '/api/ske/watch',
      many: {
        subscriptions: SUBSCRIPTIONS,
        body: JSON.stringify({ subscriptions }),
      },
      names,
      streams: 100,
      warmUpStreams: 4,
      // Each subscription of a stream gets two events.
      events: 2 * SUBSCRIPTIONS,
      pauseMs: 500,
    },
    options,
  );
  return [
    figure('watch_many.event_p95_ms', delayP95Ms, 'ms', '< 250'),
    figure(
      'watch_many.memory_kb_per_subscription',
      memoryKbEach / SUBSCRIPTIONS,
      'kB',
      '< 70',
    ),
    figure('watch_many.lost', lost, '', '= 0'),
  ];
}
