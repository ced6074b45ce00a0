import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPortalOn, type StartedPortal } from '@kratix-portal/demo';
import {
  choosePorts,
  startPlatform,
  type Platform,
} from '@kratix-portal/test-cluster';
import { PlatformLoad } from '../catalog/PlatformLoad';
import { cpuMilliseconds } from '../process/processUsage';

/** The requests in the list. */
export const REQUESTS = 2_000;
/** The Promises that they belong to. */
export const PROMISES = 5;

/** The backend still works on the catalog's entities when the objects have been created. */
const QUIET_CHECK_MS = 3_000;
const QUIET_CPU_SHARE = 0.15;
const QUIET_PATIENCE_MS = 240_000;

/** A platform with 2,000 finished requests that no controller acts on, and the demo's portal with the production build. */
export class FrontendStage {
  readonly platform: Platform;
  readonly portal: StartedPortal;
  readonly load: PlatformLoad;
  readonly #teardown: (() => Promise<unknown>)[];

  private constructor(options: {
    platform: Platform;
    portal: StartedPortal;
    load: PlatformLoad;
    teardown: (() => Promise<unknown>)[];
  }) {
    this.platform = options.platform;
    this.portal = options.portal;
    this.load = options.load;
    this.#teardown = options.teardown;
  }

  static async start(options: {
    say(line: string): void;
    signal: AbortSignal;
  }): Promise<FrontendStage> {
    const { say, signal } = options;
    const teardown: (() => Promise<unknown>)[] = [];
    try {
      const stateDir = await mkdtemp(join(tmpdir(), 'bench-'));
      teardown.push(() => rm(stateDir, { recursive: true }));
      const { ports, release } = await choosePorts({
        names: ['portal'],
        rememberIn: join(stateDir, 'portal-port.json'),
      });
      teardown.push(release);
      say('platform cluster');
      const platform = await startPlatform({
        stateDir,
        portalUrl: `http://localhost:${ports.portal}`,
        kratix: 'kinds',
        signal,
      });
      teardown.push(() => platform.stop());
      say(`${REQUESTS} requests`);
      const load = await PlatformLoad.create(platform);
      teardown.push(() => load.close());
      await load.addPromises(0, PROMISES);
      await load.addRequests(0, REQUESTS, PROMISES);
      say('portal');
      const portal = await startPortalOn({
        platform,
        port: ports.portal,
        signal,
      });
      teardown.push(() => portal.stop());
      const stage = new FrontendStage({ platform, portal, load, teardown });
      await stage.waitUntilQuiet(signal);
      return stage;
    } catch (error) {
      await runBackwards(teardown);
      throw error;
    }
  }

  /** Waits until the backend has almost no work of its own. */
  async waitUntilQuiet(signal: AbortSignal): Promise<void> {
    const end = performance.now() + QUIET_PATIENCE_MS;
    for (let quiet = 0; quiet < 2 && performance.now() < end;) {
      const before = await cpuMilliseconds(this.portal.pid);
      await pause(QUIET_CHECK_MS, undefined, { signal });
      const used = (await cpuMilliseconds(this.portal.pid)) - before;
      quiet = used < QUIET_CHECK_MS * QUIET_CPU_SHARE ? quiet + 1 : 0;
    }
  }

  async stop(): Promise<void> {
    await runBackwards(this.#teardown);
  }
}

async function runBackwards(steps: (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps.splice(0).reverse()) {
    await step();
  }
}
