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

const WATCHES = 500;
const EVENTS = 20;
/** Watches that are opened before the measurement, so that code, connections and caches are already in memory. */
const WARM_UP_WATCHES = 20;
const PAUSE_MS = 1_000;

const OBJECT_NAME = 'watched';
const WATCH_PATH = `/api/ske/watch?apiVersion=v1&kind=ConfigMap&namespace=${NAMESPACE}&name=${OBJECT_NAME}`;

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, 'watcherMain.ts');

/** Opens 500 watches through one backend process, and measures the memory of each and the delay of events. */
export async function runWatchBenchmark(
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
  await createWatchedObjects(stage, [OBJECT_NAME]);
  const { backstage: token } = await stage.freshTokens();
  const url = `${stage.portal.url}${WATCH_PATH}`;

  await watchers.run({ do: 'open', url, token, watches: WARM_UP_WATCHES });
  await pause(3 * PAUSE_MS);
  const before = await residentAfterCollection(stage);
  const watches = WATCHES - WARM_UP_WATCHES;
  say(`opening ${WATCHES} watches`);
  await watchers.run({ do: 'open', url, token, watches });
  await pause(3 * PAUSE_MS);
  const memoryKbEach =
    ((await residentAfterCollection(stage)) - before) / watches;

  say(`${EVENTS} events, each to ${WATCHES} watches`);
  await writeEvents({
    stage,
    signal,
    events: EVENTS,
    pauseMs: PAUSE_MS,
    nameOf: () => OBJECT_NAME,
  });
  const report = await waitForEvents(watchers, EVENTS, signal);
  const received = report.eventsOfEach.reduce((sum, one) => sum + one, 0);
  say(
    `${received} of ${WATCHES * EVENTS} events arrived, ${report.open} watches are open; p50 ${percentile(report.delaysMs, 0.5)} ms, p99 ${percentile(report.delaysMs, 0.99)} ms`,
  );
  return [
    figure(
      'watch.event_p95_ms',
      percentile(report.delaysMs, 0.95),
      'ms',
      '< 250',
    ),
    figure('watch.memory_kb_each', memoryKbEach, 'kB', '< 100'),
    figure('watch.lost', WATCHES * EVENTS - received, '', '= 0'),
  ];
}
