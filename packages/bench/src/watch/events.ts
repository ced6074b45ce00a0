import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'undici';
import type { Helper } from '../process/Helper';
import { residentKilobytes } from '../process/processUsage';
import { memoryInUseMb } from '../stage/memoryInUseMb';
import type { Stage } from '../stage/Stage';
import { eventText, type WatchJob, type WatchReport } from './WatchJob';

/** The process that opens the watches. */
export type Watchers = Helper<WatchJob, WatchReport>;

/** The namespace of the watched objects. */
export const NAMESPACE = 'bench-watch';

/** Events that have not arrived after this time count as lost. */
const PATIENCE_MS = 10_000;
const POLL_MS = 500;

/** Collects garbage first, since opening hundreds of watches at once leaves more garbage than memory in use. */
export async function residentAfterCollection(stage: Stage): Promise<number> {
  await memoryInUseMb(stage);
  return residentKilobytes(stage.portal.pid);
}

/** Creates a ConfigMap of each name. */
export async function createWatchedObjects(
  stage: Stage,
  names: readonly string[],
): Promise<void> {
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ...names.map(name => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: NAMESPACE },
      data: { text: '' },
    })),
  ];
  for (const object of objects) {
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
export async function writeEvents(options: {
  stage: Stage;
  signal: AbortSignal;
  events: number;
  pauseMs: number;
  /** The name of the object into which an event is written. */
  nameOf(sequence: number): string;
}): Promise<void> {
  const { stage, signal, events, pauseMs, nameOf } = options;
  const { access } = await stage.freshTokens();
  const client = new Client(stage.platform.endpoints.apiServer.url, {
    connect: { ca: stage.ca },
  });
  for (let sequence = 1; sequence <= events; sequence += 1) {
    signal.throwIfAborted();
    const text = eventText(sequence, Date.now());
    const { statusCode, body } = await client.request({
      path: `/api/v1/namespaces/${NAMESPACE}/configmaps/${nameOf(sequence)}`,
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
    await pause(pauseMs);
  }
  await client.close();
}

/** Waits until every watch has all events, or the remaining ones count as lost. */
export async function waitForEvents(
  watchers: Watchers,
  events: number,
  signal: AbortSignal,
): Promise<WatchReport> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    signal.throwIfAborted();
    const report = await watchers.run({ do: 'report' });
    const isComplete = report.eventsOfEach.every(one => one === events);
    if (isComplete || Date.now() > giveUpAt) {
      return report;
    }
    await pause(POLL_MS);
  }
}
