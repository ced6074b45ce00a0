import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePorts } from '../ports/choosePorts';
import { signalGroup } from '../process/processGroup';
import type { StartedProcess } from '../process/startProcess';
import { writePrivately } from '../stateFolder/privateFiles';
import { startBackstage } from './startBackstage';

export interface StartBackendOptions {
  /** The name of the backend. Its files and its process have this name, and its errors contain it. */
  name: string;
  /** The folder for the configuration, the log and the last port of the backend. */
  folder: string;
  /**
   * Absolute path of the TypeScript file that calls `backend.start()`.
   * The standard input of the program ends when the process that started the program has ended. The program should then exit.
   */
  program: string;
  /** Flags of Node itself, such as `--expose-gc`. */
  nodeFlags?: readonly string[];
  /** The app-config of the backend. `startBackend` adds the URLs and a token for `get`. */
  config: { backend?: Record<string, unknown>; [section: string]: unknown };
  /** Added to the environment of the backend. */
  env?: Record<string, string>;
  /** Cancels the start. */
  signal?: AbortSignal;
}

/** A Backstage backend in its own process. */
export interface StartedBackend {
  url: string;
  pid: number;
  logFile: string;
  /** Requests a path, such as `/api/catalog/entities`, as a service that the backend trusts. */
  get(path: string): Promise<Response>;
  /** Kills the process without a clean shutdown, as if the node had lost power. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the backend of a test or a benchmark on a free port.
 *
 * @throws ProcessError when it does not become ready; the error has the end of its log
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
    started = await startBackstage({
      ...{ name, url, logFile, providerIds: [] },
      program: options.program,
      nodeFlags: options.nodeFlags,
      configFiles: [configFile],
      // With NODE_ENV `test` Backstage's scheduler never takes over the tasks of a dead replica.
      env: { NODE_ENV: 'production', NODE_OPTIONS: '', ...options.env },
      signal: options.signal,
    });
  } catch (error) {
    await release();
    throw error;
  }
  const { pid, exited } = started;
  exited.then(release);
  return {
    url,
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
