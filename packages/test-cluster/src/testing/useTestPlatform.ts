import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPlatform } from '../connectPlatform';
import type { Platform } from '../Platform';
import { startPlatform, type PlatformOptions } from '../startPlatform';

/** With Keycloak a first start takes about 40 s, on a machine that is busy with other tests longer. */
const START_TIMEOUT_MILLISECONDS = 180_000;
const STOP_TIMEOUT_MILLISECONDS = 60_000;

/**
 * A platform that is there while the tests of a file run.
 *
 * @public
 */
export interface TestPlatform {
  /** Throws outside the tests: before `beforeAll` and after `afterAll`. */
  readonly current: Platform;
}

/**
 * Gives the tests of a file a platform. With default options that is the one which the whole run shares, if the environment
 * variable `LOCAL_PLATFORM_ENDPOINTS` names its `endpoints.json`; make a namespace of your own in it. Otherwise one is started
 * in a temporary folder, and stopped after the tests.
 *
 * @example
 * ```ts
 * const platform = useTestPlatform();
 * it('reads', async () => {
 *   const token = await platform.current.accessToken('user-dev');
 * });
 * ```
 *
 * @public
 */
export function useTestPlatform(
  options: Partial<PlatformOptions> = {},
): TestPlatform {
  let platform: Platform | undefined;
  let end: () => Promise<void> = async () => undefined;

  beforeAll(async () => {
    const shared = process.env.LOCAL_PLATFORM_ENDPOINTS;
    if (shared && Object.keys(options).length === 0) {
      platform = await connectPlatform(shared);
      end = platform.stop;
      return;
    }
    const stateDir =
      options.stateDir ?? (await mkdtemp(join(tmpdir(), 'local-platform-')));
    const removeStateDir = async () => {
      if (options.stateDir === undefined) {
        await rm(stateDir, { recursive: true });
      }
    };
    const started = await startPlatform({ ...options, stateDir });
    platform = started;
    end = async () => {
      await started.stop();
      await removeStateDir();
    };
  }, START_TIMEOUT_MILLISECONDS);

  afterAll(async () => {
    platform = undefined;
    await end();
  }, STOP_TIMEOUT_MILLISECONDS);

  return {
    get current() {
      if (!platform) {
        throw new Error('the platform is there only while the tests run');
      }
      return platform;
    },
  };
}
