import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePorts } from '../ports/choosePorts';
import { signalGroup } from '../process/processGroup';
import { startProcess, type StartedProcess } from '../process/startProcess';
import { writePrivately } from '../stateFolder/privateFiles';
import { isPortalReady } from './isPortalReady';

/** A cold file cache on a busy machine takes a minute. */
const START_TIMEOUT_MILLISECONDS = 180_000;

/**
 * Options of {@link startBackend}.
 *
 * @public
 */
export interface StartBackendOptions {
  /** Names its files, its process and its errors. */
  name: string;
  /** For its configuration, its log and the port that it had. */
  folder: string;
  /**
   * Absolute path of the file that calls `backend.start()`; TypeScript. Its standard input ends when the process that started it is gone, and
   * so should it.
   */
  program: string;
  /** Flags of Node itself, such as `--expose-gc`. */
  nodeFlags?: readonly string[];
  /** Its app-config, but for where it serves and who may ask it, which are added. */
  config: { backend?: Record<string, unknown>; [section: string]: unknown };
  /** Ends the start. */
  signal?: AbortSignal;
}

/**
 * A Backstage backend in a process of its own.
 *
 * @public
 */
export interface StartedBackend {
  pid: number;
  logFile: string;
  /** Asks it for a path, such as `/api/catalog/entities`, as a service that it trusts. */
  get(path: string): Promise<Response>;
  /** As on a node that loses its power: nothing is said to anybody. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a backend of a test's or a benchmark's own, on a free port.
 *
 * @throws ProcessError when it does not come to serve; it carries the end of its log
 *
 * @public
 */
export async function startBackend(
  options: StartBackendOptions,
): Promise<StartedBackend> {
  const { name, folder, config } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { ports, release } = await choosePorts({
    names: [name],
    rememberIn: join(folder, `${name}-port.json`),
  });
  const url = `http://localhost:${ports[name]}`;
  const token = randomBytes(24).toString('base64url');
  const configFile = join(folder, `${name}.json`);
  await writePrivately(
    configFile,
    JSON.stringify({
      ...config,
      app: { baseUrl: url },
      backend: {
        ...config.backend,
        baseUrl: url,
        listen: { host: '127.0.0.1', port: ports[name] },
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: name } },
          ],
        },
      },
    }),
  );
  const logFile = join(folder, `${name}.log`);
  let started: StartedProcess;
  try {
    started = await startProcess({
      name,
      command: process.execPath,
      args: [
        ...(options.nodeFlags ?? []),
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        options.program,
        '--config',
        configFile,
      ],
      // With `test` Backstage's scheduler never looks for what a dead replica holds.
      env: { NODE_ENV: 'production', NODE_OPTIONS: '' },
      logFile,
      ready: () => isPortalReady({ url, providerIds: [] }),
      timeoutMs: START_TIMEOUT_MILLISECONDS,
      signal: options.signal,
    });
  } catch (error) {
    await release();
    throw error;
  }
  const { pid, exited } = started;
  exited.then(release);
  return {
    pid,
    logFile,
    get: path =>
      fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } }),
    kill: async () => {
      signalGroup(pid, 'SIGKILL');
      await exited;
    },
    stop: started.stop,
  };
}
