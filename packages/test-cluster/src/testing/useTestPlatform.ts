import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPlatform } from '../platform/connectPlatform';
import type { Platform } from '../platform/Platform';
import { startPlatform, type PlatformOptions } from '../platform/startPlatform';
import { LostProcesses } from './LostProcesses';
import { removeFolder } from '../stateFolder/removeFolder';

/** A first start with Keycloak takes about 40 s, and longer on a busy machine. */
const START_TIMEOUT_MILLISECONDS = 180_000;
const STOP_TIMEOUT_MILLISECONDS = 60_000;

/** A platform that runs during the tests of a file. */
export interface TestPlatform {
  /** Throws before `beforeAll` and after `afterAll`. */
  readonly current: Platform;
  /**
   * Runs kubectl as the administrator, and returns its output.
   *
   * @param input - an object, or text for `-f -`
   * @throws Error when kubectl fails
   */
  readonly kubectl: (
    args: string[],
    input?: object | string,
  ) => Promise<string>;
}

/**
 * Provides a platform for the tests of a file.
 * If `TEST_CLUSTER_ENDPOINTS` contains the path of an `endpoints.json` and no options are given, the tests use that running platform. Other
 * test files use it too, so create a namespace of your own. Otherwise a platform is started in a temporary folder, and stopped after the tests.
 *
 * @example
 * ```ts
 * const platform = useTestPlatform();
 * it('reads', async () => {
 *   const token = await platform.current.accessToken('user-dev');
 * });
 * ```
 */
export function useTestPlatform(
  options: Omit<PlatformOptions, 'stateDir' | 'onProgress'> = {},
): TestPlatform {
  let platform: Platform | undefined;
  let end: () => Promise<void> = async () => undefined;
  const lost = new LostProcesses();
  let check = async () => lost.check();

  beforeAll(async () => {
    const shared = process.env.TEST_CLUSTER_ENDPOINTS;
    if (shared && Object.keys(options).length === 0) {
      platform = await connectPlatform(shared);
      end = platform.stop;
      check = async () => requireEndpoints(shared);
      return;
    }
    const stateDir = await mkdtemp(join(tmpdir(), 'test-cluster-'));
    const started = await startPlatform({
      ...options,
      stateDir,
      onProgress: event => {
        if (event.type === 'lost') {
          lost.add({ ...event, name: event.step });
        }
      },
    });
    platform = started;
    end = async () => {
      await started.stop();
      await removeFolder(stateDir);
    };
  }, START_TIMEOUT_MILLISECONDS);

  afterEach(async () => check());

  afterAll(async () => {
    platform = undefined;
    await end();
  }, STOP_TIMEOUT_MILLISECONDS);

  const test: TestPlatform = {
    get current() {
      if (!platform) {
        throw new Error('The platform exists only while the tests run.');
      }
      return platform;
    },
    async kubectl(args, input) {
      const { stdout, stderr, code } = await test.current.kubectl(args, {
        input: typeof input === 'object' ? JSON.stringify(input) : input,
      });
      if (code !== 0) {
        throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
      }
      return stdout;
    },
  };
  return test;
}

/** The owner of a platform removes the file when one of the platform's processes has ended. */
async function requireEndpoints(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new Error(
      `The platform of TEST_CLUSTER_ENDPOINTS has ended (${file} does not exist any more). The output of its owner says why.`,
    );
  });
}
