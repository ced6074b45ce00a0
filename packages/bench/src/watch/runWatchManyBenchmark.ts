import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions } from '../settings/BenchSettings';
import { figure, type Figure } from '../figures/Figure';
import { percentile } from '../figures/median';
import { Helper } from '../process/Helper';
import { Stage } from '../stage/Stage';
import {
  createWatchedObjects,
  NAMESPACE,
  residentAfterCollection,
  waitForEvents,
  type Watchers,
  writeEvents,
} from './events';
import type { WatchJob, WatchReport } from './WatchJob';

const STREAMS = 100;
const SUBSCRIPTIONS = 20;
/** Two for each subscription of a stream. */
const EVENTS = 2 * SUBSCRIPTIONS;
/** Streams that are opened before the measurement, so that code, connections and caches are already in memory. */
const WARM_UP_STREAMS = 4;
const PAUSE_MS = 500;
/** The time in which a new watch reaches the API server after its list. */
const SETTLE_MS = 3_000;

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, 'watcherMain.ts');

/**
 * Opens 100 streams of 20 subscriptions through one backend process, and measures the memory of each subscription and the delay of events. Each
 * subscription of a stream watches another object, and each event goes to one subscription of every stream.
 */
export async function runWatchManyBenchmark(
  options: BenchOptions,
): Promise<Figure[]> {
  const stage = await Stage.start(options);
  const watchers = new Helper<WatchJob, WatchReport>('watchers', PROGRAM);
  try {
    return await measure(stage, watchers, options);
  } finally {
    watchers.stop();
    await stage.stop();
  }
}

async function measure(
  stage: Stage,
  watchers: Watchers,
  { say, signal }: BenchOptions,
): Promise<Figure[]> {
  const names = Array.from({ length: SUBSCRIPTIONS }, (_, id) => `many-${id}`);
  await createWatchedObjects(stage, names);
  const body = JSON.stringify({
    subscriptions: names.map(name => ({
      id: name,
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: NAMESPACE,
      name,
    })),
  });
  const { backstage: token } = await stage.freshTokens();
  const url = `${stage.portal.url}/api/ske/watch`;
  const many = { subscriptions: SUBSCRIPTIONS, body };

  const warmUp = WARM_UP_STREAMS;
  await watchers.run({ do: 'open', url, token, watches: warmUp, many });
  await pause(SETTLE_MS);
  const before = await residentAfterCollection(stage);
  const watches = STREAMS - WARM_UP_STREAMS;
  say(`opening ${STREAMS} streams of ${SUBSCRIPTIONS} subscriptions`);
  await watchers.run({ do: 'open', url, token, watches, many });
  await pause(SETTLE_MS);
  const memoryKbEach =
    ((await residentAfterCollection(stage)) - before) /
    (watches * SUBSCRIPTIONS);

  say(`${EVENTS} events, each to ${STREAMS} streams`);
  await writeEvents({
    stage,
    signal,
    events: EVENTS,
    pauseMs: PAUSE_MS,
    nameOf: sequence => names[sequence % SUBSCRIPTIONS],
  });
  const report = await waitForEvents(watchers, EVENTS, signal);
  const received = report.eventsOfEach.reduce((sum, one) => sum + one, 0);
  say(
    `${received} of ${STREAMS * EVENTS} events arrived, ${report.open} streams are open; p50 ${percentile(report.delaysMs, 0.5)} ms, p99 ${percentile(report.delaysMs, 0.99)} ms`,
  );
  return [
    figure(
      'watch_many.event_p95_ms',
      percentile(report.delaysMs, 0.95),
      'ms',
      '< 250',
    ),
    figure('watch_many.memory_kb_per_subscription', memoryKbEach, 'kB', '< 70'),
    figure('watch_many.lost', STREAMS * EVENTS - received, '', '= 0'),
  ];
}
