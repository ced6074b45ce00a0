import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '@kratix-portal/test-cluster';
import { FaultInjectingProxy } from '@kratix-portal/plugin-ske-node/testUtils';
import { createMeasuredObject } from '../backend/targets';
import type { BenchOptions } from '../settings/BenchSettings';
import { figure, type Figure } from '../figures/Figure';
import { memoryInUseMb } from '../stage/memoryInUseMb';
import { Stage } from '../stage/Stage';
import { FAULTS, faultAt } from './faultPlan';
import { People } from './People';

const DEFAULT_SECONDS = 600;
const WARM_UP_MS = 15_000;
/** Slightly longer than unused connections are kept open. */
const IDLE_MS = 40_000;
const TICK_MS = 250;
const NEW_TOKENS_EVERY_MS = 60_000;

/** Injects faults between backend and API server while users work, and checks that nothing hangs or leaks. */
export async function runSoak(options: BenchOptions): Promise<Figure[]> {
  let proxy: FaultInjectingProxy | undefined;
  const stage = await Stage.start({
    ...options,
    apiServerUrl: async platform => {
      proxy = await startProxy(platform);
      return proxy.url;
    },
  });
  try {
    if (!proxy) {
      throw new Error('The backend was started without its proxy.');
    }
    return await soak(stage, proxy, options);
  } finally {
    await stage.stop();
    await proxy?.stop();
  }
}

async function soak(
  stage: Stage,
  proxy: FaultInjectingProxy,
  options: BenchOptions,
): Promise<Figure[]> {
  const { say, signal } = options;
  const soakMs = (options.seconds ?? DEFAULT_SECONDS) * 1000;
  await createMeasuredObject(stage);
  const people = new People(stage);
  people.start();
  await pause(WARM_UP_MS);
  const before = await memoryInUseMb(stage);
  say(`${soakMs / 1000} s of faults; ${before.toFixed(0)} MB in use`);
  await injectFaults(stage, proxy, soakMs, signal);
  proxy.fault = undefined;
  await pause(WARM_UP_MS);
  const hasRecovered = await people.canRead();
  const growth = (await memoryInUseMb(stage)) - before;
  await people.stop();
  say(
    `${people.answered} responses, ${people.succeeded} with status 200; waiting until unused connections are closed`,
  );
  await pause(IDLE_MS);
  return [
    figure('soak.hung_requests', people.hung, '', '= 0'),
    figure('soak.recovered', hasRecovered ? 1 : 0, '', '= 1'),
    figure('soak.unhandled_errors', await unhandledErrors(stage), '', '= 0'),
    figure('soak.memory_growth_mb', growth, 'MB', '< 16'),
    figure('soak.leaked_connections', proxy.openConnections, '', '= 0'),
  ];
}

/** Injects every fault at least once, even in a short run. */
async function injectFaults(
  stage: Stage,
  proxy: FaultInjectingProxy,
  soakMs: number,
  signal: AbortSignal,
): Promise<void> {
  const eachMs = Math.min(10_000, soakMs / (2 * FAULTS.length));
  const begunAt = Date.now();
  let tokensAt = begunAt;
  for (let now = begunAt; now < begunAt + soakMs; now = Date.now()) {
    signal.throwIfAborted();
    proxy.fault = faultAt(now - begunAt, eachMs);
    if (now - tokensAt > NEW_TOKENS_EVERY_MS) {
      tokensAt = now;
      await stage.freshTokens();
    }
    await pause(TICK_MS);
  }
}

/** Starts a proxy with the API server's own certificate, so that the backend verifies TLS as it does without a proxy. */
async function startProxy(platform: Platform): Promise<FaultInjectingProxy> {
  const { apiServer, paths } = platform.endpoints;
  const folder = join(paths.stateDir, 'certs');
  const [ca, cert, key] = await Promise.all(
    [
      apiServer.caFile,
      join(folder, 'kube-apiserver.crt'),
      join(folder, 'kube-apiserver.key'),
    ].map(file => readFile(file, 'utf8')),
  );
  return FaultInjectingProxy.start({
    upstream: { url: apiServer.url, ca },
    tls: { cert, key },
  });
}

/** Counts log lines of Node and Backstage about unhandled errors. */
async function unhandledErrors(stage: Stage): Promise<number> {
  const log = await readFile(stage.portal.logFile, 'utf8');
  return log
    .split('\n')
    .filter(line => /unhandled|uncaught|MaxListenersExceeded/i.test(line))
    .length;
}
