import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions } from '../settings/BenchSettings';
import { percentile } from '../figures/median';
import { Helper } from '../process/Helper';
import { cpuMilliseconds } from '../process/processUsage';
import { Stage } from '../stage/Stage';
import {
  createWatchedObjects,
  residentAfterCollection,
  waitForEvents,
  writeEvents,
} from './events';
import type { WatchJob, WatchReport } from './WatchJob';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, 'watcherMain.ts');
/** The time in which a new watch reaches the API server after its list. */
const SETTLE_MS = 3_000;
/**
 * About eight seconds after a forced garbage collection V8 collects once more, to return memory to the system. This stops the backend for 0.1 to 0.3 s, and
 * would delay one event, which is 5 % of all events.
 */
const LATE_COLLECTION_MS = 12_000;

/** The streams that a benchmark opens, and the events that it writes. */
export interface StreamPlan {
  /** What a stream is called in the output. */
  title: string;
  /** The path of a stream in the portal. */
  path: string;
  /** Set if a stream has many subscriptions. */
  many?: { subscriptions: number; body: string };
  /** The names of the watched objects. The benchmark changes one after the other. */
  names: readonly string[];
  streams: number;
  /** Streams that are opened before the measurement, so that code, connections and caches are already in memory. */
  warmUpStreams: number;
  events: number;
  pauseMs: number;
}

/** Opens streams through one backend process, and measures the memory of each and the delay of events. */
export async function measureStreams(
  plan: StreamPlan,
  options: BenchOptions,
): Promise<{ delayP95Ms: number; memoryKbEach: number; lost: number }> {
  const { say, signal } = options;
  const { title, names, many, streams, warmUpStreams, events } = plan;
  const stage = await Stage.start(options);
  const watchers = new Helper<WatchJob, WatchReport>('watchers', PROGRAM);
  try {
    await createWatchedObjects(stage, names);
    const { backstage: token } = await stage.freshTokens();
    const url = `${stage.portal.url}${plan.path}`;
    const open = async (watches: number) => {
      await watchers.run({ do: 'open', url, token, watches, many });
      await pause(SETTLE_MS);
    };

    await open(warmUpStreams);
    const before = await residentAfterCollection(stage);
    say(`opening ${streams} ${title}`);
    await open(streams - warmUpStreams);
    const memoryKbEach =
      ((await residentAfterCollection(stage)) - before) /
      (streams - warmUpStreams);
    await pause(LATE_COLLECTION_MS);

    say(`${events} events, each to ${streams} ${title}`);
    const cpuBefore = await cpuMilliseconds(stage.portal.pid);
    await writeEvents({
      stage,
      signal,
      events,
      pauseMs: plan.pauseMs,
      nameOf: sequence => names[sequence % names.length],
    });
    const report = await waitForEvents(watchers, events, signal);
    const cpuMs = (await cpuMilliseconds(stage.portal.pid)) - cpuBefore;
    const received = report.eventsOfEach.reduce((sum, one) => sum + one, 0);
    const delaysMs = report.delaysMs.flat();
    say(
      `${received} of ${streams * events} events arrived, ${report.open} ${title} are open; p50 ${percentile(delaysMs, 0.5)} ms, p99 ${percentile(delaysMs, 0.99)} ms`,
    );
    // A pause of a process delays a single event in all streams. So the output has the median of each event: if only one of them is high, a process has paused.
    const medians = report.delaysMs.map(each => percentile(each, 0.5));
    say(
      `median of each event: ${medians.join(' ')} ms; CPU time of the backend: ${Math.round(cpuMs / events)} ms for each event`,
    );
    return {
      delayP95Ms: percentile(delaysMs, 0.95),
      memoryKbEach,
      lost: streams * events - received,
    };
  } finally {
    watchers.stop();
    await stage.stop();
  }
}
