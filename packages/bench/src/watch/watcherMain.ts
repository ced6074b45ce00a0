import { Agent } from 'undici';
import { EVENT_PATTERN, type WatchJob, type WatchReport } from './WatchJob';

/*
 * Opens many watches. It runs in its own process, so that the memory and the CPU time of the watches do not count as the backend's.
 */
const agent = new Agent({ connections: null, bodyTimeout: 0 });
const watchers: Watcher[] = [];

const SYNCED = 'event: synced\n';

process.on('message', (job: WatchJob) => {
  const done = job.do === 'open' ? open(job) : Promise.resolve(report());
  done.then(
    result => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());

interface Watcher {
  /** By the number of the event. */
  delaysMs: Map<number, number>;
  hasEnded: boolean;
}

async function open(job: WatchJob & { do: 'open' }): Promise<WatchReport> {
  for (let index = 0; index < job.watches; index += 1) {
    watchers.push(await openOne(job));
  }
  return report();
}

async function openOne(job: WatchJob & { do: 'open' }): Promise<Watcher> {
  const { many } = job;
  const { origin, pathname, search } = new URL(job.url);
  const watcher: Watcher = {
    delaysMs: new Map(),
    hasEnded: false,
  };
  const { statusCode, body } = await agent.request({
    origin,
    path: pathname + search,
    method: many ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${job.token}`,
      accept: 'text/event-stream',
      ...(many && { 'content-type': 'application/json' }),
    },
    body: many?.body,
  });
  if (statusCode !== 200) {
    throw new Error(`Opening a watch returned ${statusCode}.`);
  }
  let rest = '';
  let unsynced = many?.subscriptions ?? 0;
  let reportSynced = () => {};
  const isSynced = new Promise<void>(resolve => {
    reportSynced = resolve;
  });
  body.on('data', (chunk: Buffer) => {
    const now = Date.now();
    const text = rest + chunk.toString('latin1');
    for (const [, sequence, sentAt] of text.matchAll(EVENT_PATTERN)) {
      if (!watcher.delaysMs.has(Number(sequence))) {
        watcher.delaysMs.set(Number(sequence), now - Number(sentAt));
      }
    }
    unsynced -= text.split(SYNCED).length - rest.split(SYNCED).length;
    if (unsynced <= 0) {
      reportSynced();
    }
    // Keeps the end of the chunk, since a text can be split between two chunks.
    rest = text.slice(-64);
  });
  const end = () => {
    watcher.hasEnded = true;
  };
  body.on('end', end);
  body.on('error', end);
  if (many) {
    await isSynced;
  }
  return watcher;
}

function report(): WatchReport {
  return {
    open: watchers.filter(one => !one.hasEnded).length,
    delaysMs: delaysOfEachEvent(),
    eventsOfEach: watchers.map(one => one.delaysMs.size),
    ended: watchers.filter(one => one.hasEnded).length,
  };
}

function delaysOfEachEvent(): number[][] {
  const delays: number[][] = [];
  for (const { delaysMs } of watchers) {
    for (const [sequence, ms] of delaysMs) {
      (delays[sequence - 1] ??= []).push(ms);
    }
  }
  return Array.from(delays, each => each ?? []);
}
