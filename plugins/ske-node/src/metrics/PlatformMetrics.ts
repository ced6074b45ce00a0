import type {
  MetricsService,
  MetricsServiceObservableResult,
} from '@backstage/backend-plugin-api/alpha';
import type { PlatformClient } from '../platform';

// The buckets cover everything from a read of a few milliseconds to a call that times out.
const SECONDS = [
  0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];

const CIRCUIT = { closed: 0, 'half-open': 1, open: 2 };

/**
 * The plugin's metrics. No attribute contains the name of a user or an object: the number of such values is unlimited, and many users can read metrics.
 *
 * @public
 */
export class PlatformMetrics {
  readonly #durations: ReturnType<MetricsService['createHistogram']>;
  readonly #refusals: ReturnType<MetricsService['createCounter']>;

  constructor(options: { meter: MetricsService; client: PlatformClient }) {
    const { meter, client } = options;
    this.#durations = meter.createHistogram('ske.operation.duration', {
      description:
        'Duration of operations on the platform cluster, from the acceptance of the request to the result, or to the last byte of a stream, by verb and result code',
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    });
    this.#refusals = meter.createCounter('ske.request.refusals', {
      description:
        'Requests that the backend rejected before an operation started (no user token, rate limit, too many streams), by code',
      unit: '{request}',
    });
    observePool(meter, client);
  }

  /** Called when an operation has ended. */
  operationEnded(verb: string, code: string, milliseconds: number): void {
    this.#durations.record(milliseconds / 1000, { verb, code });
  }

  /** Called when a request was refused before it became an operation. */
  requestRefused(code: string): void {
    this.#refusals.add(1, { code });
  }
}

function observePool(meter: MetricsService, client: PlatformClient): void {
  const gauge = (
    name: string,
    options: { description: string; unit?: string },
    observe: (result: MetricsServiceObservableResult) => void,
  ) => meter.createObservableGauge(name, options).addCallback(observe);

  gauge(
    'ske.cluster.connections',
    { description: 'Open connections for calls', unit: '{connection}' },
    result => result.observe(client.poolState().connections),
  );
  gauge(
    'ske.cluster.calls',
    {
      description: 'Calls to the API server that are under way or queued',
      unit: '{call}',
    },
    result => {
      const { running, queued } = client.poolState();
      result.observe(running, { state: 'running' });
      result.observe(queued, { state: 'queued' });
    },
  );
  gauge(
    'ske.cluster.streams',
    { description: 'Open watches and logs', unit: '{stream}' },
    result => {
      const { watches, logs } = client.poolState();
      result.observe(watches, { kind: 'watch' });
      result.observe(logs, { kind: 'log' });
    },
  );
  gauge(
    'ske.cluster.circuit',
    {
      description:
        'State of the circuit breaker to the API server: 0 closed, 1 half-open (the next call is a probe), 2 open (calls fail at once)',
    },
    result => result.observe(CIRCUIT[client.poolState().circuit]),
  );
}
