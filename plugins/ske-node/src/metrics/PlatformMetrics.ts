import type { PlatformClient } from '../platform';

/**
 * Takes what a gauge shows, when it is asked.
 *
 * @public
 */
export interface MetricObservation {
  /** Tells one value. */
  observe(value: number, attributes?: Record<string, string>): void;
}

/**
 * What an instrument says of itself.
 *
 * @public
 */
export interface MetricDescription {
  /** For people. */
  description: string;
  /** In UCUM, such as `s`. */
  unit?: string;
  /** For a histogram: where its buckets end, in its unit. */
  advice?: { explicitBucketBoundaries?: number[] };
}

/**
 * What makes instruments: Backstage's metrics service, or a meter of OpenTelemetry.
 *
 * @public
 */
export interface MetricsMeter {
  /** Counts up. */
  createCounter(
    name: string,
    options?: MetricDescription,
  ): { add(value: number, attributes?: Record<string, string>): void };
  /** Collects how often which values came. */
  createHistogram(
    name: string,
    options?: MetricDescription,
  ): { record(value: number, attributes?: Record<string, string>): void };
  /** Shows a value when it is asked. */
  createObservableGauge(
    name: string,
    options?: MetricDescription,
  ): { addCallback(callback: (result: MetricObservation) => void): void };
}

// From a read of a few milliseconds to a call that runs into its deadline.
const SECONDS = [
  0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];

const CIRCUIT = { closed: 0, 'half-open': 1, open: 2 };

/**
 * What the plugin tells OpenTelemetry. No person's name and no object's is an attribute: they would be without end, and are nobody's business there.
 *
 * @public
 */
export class PlatformMetrics {
  readonly #durations: ReturnType<MetricsMeter['createHistogram']>;
  readonly #refusals: ReturnType<MetricsMeter['createCounter']>;

  constructor(options: { meter: MetricsMeter; client: PlatformClient }) {
    const { meter, client } = options;
    this.#durations = meter.createHistogram('ske.operation.duration', {
      description:
        'How long operations on the platform cluster took, from the door to the last byte for a stream, by verb and result code',
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    });
    this.#refusals = meter.createCounter('ske.request.refusals', {
      description: 'Requests that were turned away at the door, by code',
      unit: '{request}',
    });
    observePool(meter, client);
  }

  /** An operation has ended. */
  operationEnded(verb: string, code: string, milliseconds: number): void {
    this.#durations.record(milliseconds / 1000, { verb, code });
  }

  /** A request never came to be an operation. */
  requestRefused(code: string): void {
    this.#refusals.add(1, { code });
  }
}

function observePool(meter: MetricsMeter, client: PlatformClient): void {
  const gauge = (
    name: string,
    options: MetricDescription,
    observe: (result: MetricObservation) => void,
  ) => meter.createObservableGauge(name, options).addCallback(observe);

  gauge(
    'ske.cluster.connections',
    { description: 'Open connections for calls', unit: '{connection}' },
    result => result.observe(client.poolState().connections),
  );
  gauge(
    'ske.cluster.calls',
    {
      description: 'Calls to the API server that are under way, or wait',
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
        'Whether calls fail at once because the API server cannot be reached: 0 no, 1 the next one is to find out, 2 yes',
    },
    result => result.observe(CIRCUIT[client.poolState().circuit]),
  );
}
