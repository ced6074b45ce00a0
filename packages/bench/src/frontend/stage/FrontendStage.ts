import { setTimeout as pause } from 'node:timers/promises';
import type { StartedPortal } from '@kratix-portal/demo';
import { type Platform, Teardown } from '@kratix-portal/test-cluster';
import { PlatformLoad } from '../../catalog/PlatformLoad';
import { cpuMilliseconds } from '../../process/processUsage';
import { startPlatformAndPortal } from '../../stage/startPlatformAndPortal';

/** The requests in the list. */
export const REQUESTS = 2_000;
/** The Promises of these requests. */
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
  readonly #teardown: Teardown;

  private constructor(options: {
    platform: Platform;
    portal: StartedPortal;
    load: PlatformLoad;
    teardown: Teardown;
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
    return Teardown.guard(async teardown => {
      const {
        platform,
        portal,
        prepared: load,
      } = await startPlatformAndPortal(
        {
          ...options,
          kratix: 'kinds',
          prepare: async started => {
            say(`${REQUESTS} requests`);
            return { prepared: await createRequests(started, teardown) };
          },
        },
        teardown,
      );
      const stage = new FrontendStage({ platform, portal, load, teardown });
      await stage.waitUntilQuiet(signal);
      return stage;
    });
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
    await this.#teardown.run();
  }
}

async function createRequests(
  platform: Platform,
  teardown: Teardown,
): Promise<PlatformLoad> {
  const load = await PlatformLoad.create(platform);
  teardown.push(() => load.close());
  await load.addPromises(0, PROMISES);
  await load.addRequests(0, REQUESTS, PROMISES);
  return load;
}
