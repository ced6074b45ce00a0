import { spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';

// eslint-disable-next-line no-restricted-syntax -- tests only ever run from sources
const PROGRAM = join(__dirname, 'catalogReplicaMain.ts');
const TOKEN = 'of-this-test-and-of-nobody-else';

/** A backend with the catalog and our module, in a process of its own, on a database in a folder that replicas share. */
export class CatalogReplica {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #logFile: string;

  static async start(options: {
    name: string;
    folder: string;
    config: JsonObject;
  }): Promise<CatalogReplica> {
    const { name, folder, config } = options;
    const port = await freePort();
    await mkdir(join(folder, 'database'), { recursive: true });
    const file = join(folder, `${name}.json`);
    const logFile = join(folder, `${name}.log`);
    await writeFile(file, JSON.stringify(configFor(config, port, folder)));
    const log = await open(logFile, 'w');
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        PROGRAM,
        '--config',
        file,
      ],
      {
        stdio: ['ignore', log.fd, log.fd, 'ipc'],
        // With `test` the scheduler never looks for what a dead replica holds.
        env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
      },
    );
    await log.close();
    const replica = new CatalogReplica(child, port, logFile);
    await Promise.race([
      served(child),
      once(child, 'exit').then(async () => {
        throw new Error(`${name} did not start: ${await replica.log()}`);
      }),
    ]);
    return replica;
  }

  private constructor(child: ChildProcess, port: number, logFile: string) {
    this.#child = child;
    this.#url = `http://localhost:${port}/api/catalog`;
    this.#logFile = logFile;
  }

  async log(): Promise<string> {
    return readFile(this.#logFile, 'utf8');
  }

  /** Whether it is the one that reads the cluster, or was. */
  async hasWorked(): Promise<boolean> {
    return (await this.log()).includes('The catalog has');
  }

  async has(kind: string, name: string): Promise<boolean> {
    const { status } = await fetch(
      `${this.#url}/entities/by-name/${kind}/default/${name}`,
      { headers: { authorization: `Bearer ${TOKEN}` } },
    );
    return status === 200;
  }

  /** As a node that loses its power: nothing is said to anybody. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await exited;
    }
  }
}

/** Backstage sends messages of its own, to the tools with which it is developed. */
async function served(child: ChildProcess): Promise<void> {
  for await (const [message] of on(child, 'message')) {
    if (message === 'serves') {
      return;
    }
  }
}

function configFor(config: JsonObject, port: number, folder: string) {
  return {
    ...config,
    app: { baseUrl: `http://localhost:${port}` },
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(folder, 'database') },
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'test' } },
        ],
      },
    },
    events: { useEventBus: 'never' },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
