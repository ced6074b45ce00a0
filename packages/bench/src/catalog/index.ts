import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  startPlatform,
  Teardown,
  type Platform,
  removeFolder,
} from '@kratix-portal/test-cluster';
import type { BenchOptions } from '../settings/BenchSettings';
import { figure, type Figure } from '../figures/Figure';
import { CatalogBackend, type EntitySource } from './CatalogBackend';
import {
  figuresOfSync,
  growthOf,
  measureFirstSync,
  type Sync,
} from './firstSync';
import { measureForm } from './measureForm';
import { PlatformLoad } from './PlatformLoad';

const PROMISES = 200;
const REQUESTS = 10_000;
const NEW_PROMISES = 20;
const CHANGES = 20;
const MEGABYTE = 1024 * 1024;

/** The settings of the benchmark and what it has started. */
interface Bench extends BenchOptions {
  platform: Platform;
  load: PlatformLoad;
  folder: string;
}

/** Measures the catalog module with a real API server and a real catalog, on SQLite in memory, in its own process. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const { say, signal } = options;
  const formMs = measureForm();
  say(`form of a 1.4 MB API: ${formMs.toFixed(1)} ms`);
  const folder = await mkdtemp(join(tmpdir(), 'bench-catalog-'));
  const teardown = new Teardown();
  teardown.push(() => removeFolder(folder));
  try {
    say('platform cluster');
    const platform = await startPlatform({
      stateDir: join(folder, 'platform'),
      kratix: 'kinds',
      signal,
    });
    teardown.push(() => platform.stop());
    const load = await PlatformLoad.create(platform);
    teardown.push(() => load.close());
    say(`${PROMISES} Promises`);
    await load.addPromises(0, PROMISES);
    return [
      ...(await measure({ ...options, platform, load, folder })),
      figure('form.large_crd_ms', formMs, 'ms', '< 50'),
    ];
  } finally {
    await teardown.run();
  }
}

/** Measures a first sync with a tenth, with half and with all of the requests. */
function sizesUpTo(requests: number): number[] {
  return [requests / 10, requests / 2, requests].map(Math.round);
}

async function measure(bench: Bench): Promise<Figure[]> {
  const idle = await measureIdle(bench);
  const syncs: Sync[] = [];
  const handovers: Sync[] = [];
  const sizes = sizesUpTo(bench.requests ?? REQUESTS);
  let steady: Figure[] = [];
  for (const [index, size] of sizes.entries()) {
    await bench.load.addRequests(sizes[index - 1] ?? 0, size, PROMISES);
    const file = join(bench.folder, `entities-${size}.json`);
    const backend = await startBackend(bench, `${size}`, { type: 'kratix' });
    try {
      syncs.push(await measureFirstSync(bench, backend, size));
      await writeFile(
        file,
        JSON.stringify(await backend.entitiesOf('kratix:bench')),
      );
      if (index === sizes.length - 1) {
        steady = await measureSteady(bench, backend, idle);
      }
    } finally {
      await backend.stop();
    }
    handovers.push(await measureHandover(bench, file, size));
  }
  bench.say(
    `CPU time of each further request in the second half, compared with before: ${growthOf(syncs).toFixed(2)} with our module, ${growthOf(handovers).toFixed(2)} in the catalog alone`,
  );
  return [...steady, ...figuresOfSync(syncs, handovers)];
}

/** Measures how long the catalog itself takes for the same entities. */
async function measureHandover(
  bench: Bench,
  file: string,
  size: number,
): Promise<Sync> {
  const backend = await startBackend(bench, `handover-${size}`, {
    type: 'handover',
    file,
  });
  try {
    return await measureFirstSync(bench, backend, size);
  } finally {
    await backend.stop();
  }
}

/** Measures the memory of the backend without a provider. */
async function measureIdle(bench: Bench): Promise<number> {
  const backend = await startBackend(bench, 'idle', { type: 'none' });
  try {
    await delay(5_000);
    const { heap, rss } = await backend.report();
    bench.say(`idle: heap ${mega(heap)}, resident ${mega(rss)}`);
    return heap;
  } finally {
    await backend.stop();
  }
}

async function startBackend(
  { platform, folder, signal }: Bench,
  name: string,
  source: EntitySource,
): Promise<CatalogBackend> {
  return CatalogBackend.start({
    platform,
    folder: join(folder, name),
    source,
    signal,
  });
}

async function measureSteady(
  bench: Bench,
  backend: CatalogBackend,
  idle: number,
): Promise<Figure[]> {
  const perChange = await measureChanges(bench, backend);
  const p95 = await measureNewPromises(bench, backend);
  const { heap, rss } = await backend.report();
  bench.say(`steady: heap ${mega(heap)}, resident ${mega(rss)}`);
  return [
    figure('catalog.promise_to_template.p95_s', p95, 's', '< 3'),
    figure('catalog.memory_mb', (heap - idle) / MEGABYTE, 'MB', '< 150'),
    figure('catalog.mutations_per_change', perChange, 'mutations', '<= 1'),
  ];
}

async function measureChanges(
  { load, signal }: Bench,
  backend: CatalogBackend,
): Promise<number> {
  // Waits until the first sync has finished its last work.
  await delay(3_000);
  const before = (await backend.report()).mutations;
  for (let index = 0; index < CHANGES; index += 1) {
    signal.throwIfAborted();
    await load.touch(index * 37, PROMISES, `changed ${index}`);
    // Two changes must not share a mutation, which would improve the figure.
    await delay(500);
  }
  await delay(2_000);
  return ((await backend.report()).mutations - before) / CHANGES;
}

/** Measures from the creation of a Promise until the catalog's API has its Template. */
async function measureNewPromises(
  { load, signal, say }: Bench,
  backend: CatalogBackend,
): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < NEW_PROMISES; index += 1) {
    signal.throwIfAborted();
    const startedAt = performance.now();
    await load.addPromise(PROMISES + index);
    while (
      !(await backend.has(
        'template',
        `bench${PROMISES + index}-promise-template`,
      ))
    ) {
      signal.throwIfAborted();
      await delay(25);
    }
    times.push((performance.now() - startedAt) / 1000);
  }
  times.sort((a, b) => a - b);
  const p95 = times[Math.ceil(times.length * 0.95) - 1];
  say(
    `Promise to Template: median ${times[Math.floor(times.length / 2)].toFixed(2)} s, p95 ${p95.toFixed(2)} s`,
  );
  return p95;
}

function mega(bytes: number): string {
  return `${Math.round(bytes / MEGABYTE)} MB`;
}
