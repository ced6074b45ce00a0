import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'undici';
import type { BenchOptions } from '../settings/BenchSettings';
import { figure, type Figure } from '../figures/Figure';
import { percentile } from '../figures/median';
import { Helper } from '../process/Helper';
import { residentKilobytes } from '../process/processUsage';
import { memoryInUseMb } from '../stage/memoryInUseMb';
import { Stage } from '../stage/Stage';
import { eventText, type WatchJob, type WatchReport } from './WatchJob';

const WATCHES = 500;
const EVENTS = 20;
/** Watches that are opened before the measurement, so that code, connections and caches are already in memory. */
const WARM_UP_WATCHES = 20;
const PAUSE_MS = 1_000;
/** Events that have not arrived after this time count as lost. */
const PATIENCE_MS = 10_000;

const NAMESPACE = 'bench-watch';
const OBJECT_PATH = `/api/v1/namespaces/${NAMESPACE}/configmaps/watched`;
const WATCH_PATH = `/api/ske/watch?apiVersion=v1&kind=ConfigMap&namespace=${NAMESPACE}&name=watched`;

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
  watchers: Helper<WatchJob, WatchReport>,
  { say, signal }: BenchOptions,
): Promise<Figure[]> {
  await createWatchedObject(stage);
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
  await writeEvents(stage, signal);
  const report = await waitForAll(watchers, signal);
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

/** Collects garbage first, since opening 500 watches at once leaves more garbage than memory in use. */
async function residentAfterCollection(stage: Stage): Promise<number> {
  await memoryInUseMb(stage);
  return residentKilobytes(stage.portal.pid);
}

async function createWatchedObject(stage: Stage): Promise<void> {
  for (const object of [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'watched', namespace: NAMESPACE },
      data: { text: '' },
    },
  ]) {
    const { code, stderr } = await stage.platform.kubectl(
      ['apply', '-f', '-'],
      { input: JSON.stringify(object) },
    );
    if (code !== 0) {
      throw new Error(stderr);
    }
  }
}

/** Writes directly to the API server as the user, so that the delay does not include the portal's own write path. */
async function writeEvents(stage: Stage, signal: AbortSignal): Promise<void> {
  const { access } = await stage.freshTokens();
  const client = new Client(stage.platform.endpoints.apiServer.url, {
    connect: { ca: stage.ca },
  });
  for (let sequence = 1; sequence <= EVENTS; sequence += 1) {
    signal.throwIfAborted();
    const text = eventText(sequence, Date.now());
    const { statusCode, body } = await client.request({
      path: OBJECT_PATH,
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${access}`,
        'content-type': 'application/merge-patch+json',
      },
      body: JSON.stringify({ data: { text } }),
    });
    await body.dump();
    if (statusCode !== 200) {
      throw new Error(`Writing an event returned ${statusCode}.`);
    }
    await pause(PAUSE_MS);
  }
  await client.close();
}

async function waitForAll(
  watchers: Helper<WatchJob, WatchReport>,
  signal: AbortSignal,
): Promise<WatchReport> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    signal.throwIfAborted();
    const report = await watchers.run({ do: 'report' });
    const isComplete = report.eventsOfEach.every(one => one === EVENTS);
    if (isComplete || Date.now() > giveUpAt) {
      return report;
    }
    await pause(PAUSE_MS / 2);
  }
}
