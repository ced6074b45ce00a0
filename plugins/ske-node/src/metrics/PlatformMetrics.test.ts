import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { PlatformClient } from '../platform';
import { PlatformMetrics } from './PlatformMetrics';

type Point = [string, number, object | undefined];

/** Collects metrics like an exporter: it stores the recorded values, and reads the gauges when a test asks for them. */
function recordingMeter() {
  const recorded: Point[] = [];
  const gauges: Array<() => void> = [];
  const meter: Partial<MetricsService> = {
    createCounter: name => ({
      add: (value, attributes) => recorded.push([name, value, attributes]),
    }),
    createHistogram: name => ({
      record: (value, attributes) => recorded.push([name, value, attributes]),
    }),
    createObservableGauge: name => ({
      addCallback: callback => {
        gauges.push(() => {
          callback({
            observe: (value, attributes) =>
              recorded.push([name, value, attributes]),
          });
        });
      },
      removeCallback: () => {},
    }),
  };
  return {
    meter: meter as MetricsService,
    recorded,
    collect: () => gauges.forEach(gauge => gauge()),
  };
}

describe('PlatformMetrics', () => {
  const client = {
    poolState: () => ({
      connections: 4,
      running: 3,
      queued: 2,
      watches: 7,
      logs: 1,
      circuit: 'half-open',
    }),
  } as unknown as PlatformClient;

  it('counts and times operations by verb and code, in seconds', () => {
    const { meter, recorded } = recordingMeter();
    const metrics = new PlatformMetrics({ meter, client });
    metrics.operationEnded('get', 'ok', 12);
    metrics.operationEnded('delete', 'forbidden', 3_000);
    metrics.requestRefused('too-many-requests');
    expect(recorded).toEqual([
      ['ske.operation.duration', 0.012, { verb: 'get', code: 'ok' }],
      ['ske.operation.duration', 3, { verb: 'delete', code: 'forbidden' }],
      ['ske.request.refusals', 1, { code: 'too-many-requests' }],
    ]);
  });

  it('reports the state of the pool at the time of collection', () => {
    const { meter, recorded, collect } = recordingMeter();
    const metrics = new PlatformMetrics({ meter, client });
    expect(metrics).toBeDefined();
    collect();
    expect(recorded).toEqual([
      ['ske.cluster.connections', 4, undefined],
      ['ske.cluster.calls', 3, { state: 'running' }],
      ['ske.cluster.calls', 2, { state: 'queued' }],
      ['ske.cluster.streams', 7, { kind: 'watch' }],
      ['ske.cluster.streams', 1, { kind: 'log' }],
      ['ske.cluster.circuit', 1, undefined],
    ]);
  });
});
