import { setTimeout as delay } from 'node:timers/promises';
import type { Platform } from '@kratix-portal/test-cluster';
import { figure, type Figure } from '../figures/Figure';
import type { BenchOptions } from '../settings/BenchSettings';
import type { CatalogBackend } from './CatalogBackend';

/** This is enough for a busy machine; the goal is three minutes. */
const SYNC_TIMEOUT_MILLISECONDS = 900_000;

/** The cost of a first sync. */
export interface Sync {
  size: number;
  seconds: number;
  cpuSeconds: number;
}

/** Measures from the start of the process until the catalog's API has the entity of every request. */
export async function measureFirstSync(
  { say, signal, platform }: BenchOptions & { platform: Platform },
  backend: CatalogBackend,
  size: number,
): Promise<Sync> {
  const before = await catalogRequests(platform);
  const giveUpAt = backend.startedAt + SYNC_TIMEOUT_MILLISECONDS;
  while ((await backend.count('kratix.io/type', 'resource')) < size) {
    signal.throwIfAborted();
    if (performance.now() > giveUpAt) {
      throw new Error(
        `The catalog does not have the entities of ${size} requests after 15 minutes.`,
      );
    }
    // Polling costs CPU time of the catalog as well.
    await delay(1_000);
  }
  const seconds = (performance.now() - backend.startedAt) / 1000;
  const { lists, watches } = await catalogRequests(platform);
  const { cpuSeconds } = await backend.report();
  const what =
    lists === before.lists
      ? 'handed over from a file'
      : `${lists - before.lists} lists and ${watches - before.watches} watches at the API server`;
  say(
    `${size} requests: first sync ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU), ${what}`,
  );
  return { size, seconds, cpuSeconds };
}

/**
 * The CPU time of each further request in the second half of the largest sync, divided by the CPU time of each request before. A busy machine hardly
 * changes this ratio. A ratio of 1 means that the time grows linearly.
 */
export function growthOf([small, middle, large]: readonly Sync[]): number {
  const earlier =
    (middle.cpuSeconds - small.cpuSeconds) / (middle.size - small.size);
  const later =
    (large.cpuSeconds - middle.cpuSeconds) / (large.size - middle.size);
  return later / earlier;
}

/** @param handovers - the catalog itself, with the same entities */
export function figuresOfSync(
  syncs: readonly Sync[],
  handovers: readonly Sync[],
): Figure[] {
  const [, middle, large] = syncs;
  const [, , handover] = handovers;
  return [
    ...syncs.map(({ size, seconds }) =>
      figure(`catalog.first_sync_${size}_s`, seconds, 's', '< 180'),
    ),
    figure(
      `catalog.growth_beyond_${middle.size}.ratio`,
      growthOf(syncs),
      'x',
      '<= 1.3',
    ),
    figure(
      `catalog.first_sync_${large.size}.ratio_to_handover`,
      large.seconds / handover.seconds,
      'x',
      '<= 1.2',
    ),
  ];
}

async function catalogRequests(platform: Platform) {
  const events = (await platform.readAuditLog()).filter(
    ({ userAgent }) => userAgent === 'kratix-portal-catalog',
  );
  const count = (verb: string) =>
    events.filter(event => event.verb === verb).length;
  return { lists: count('list'), watches: count('watch') };
}
