import { spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Platform } from '@kratix-portal/local-platform';
import { z } from 'zod';
import type { BackendMessage, BackendReport } from '../catalogBackend/main';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, '../catalogBackend/main.ts');
const TOKEN = 'of-the-benchmark-and-of-nobody-else';

const countSchema = z.object({ totalItems: z.number() });

/** A Backstage backend in a process of its own, with a catalog on SQLite in memory. */
export class CatalogBackend {
  readonly #child: ChildProcess;
  readonly #url: string;
  /** When the process was started. */
  readonly startedAt: number;

  /** @param options - `watches: false` is the same backend without a provider */
  static async start(options: {
    platform: Platform;
    folder: string;
    watches: boolean;
    signal: AbortSignal;
  }): Promise<CatalogBackend> {
    const { platform, folder, watches, signal } = options;
    await mkdir(folder, { recursive: true });
    const port = await freePort();
    const file = join(folder, 'app-config.json');
    await writeFile(
      file,
      JSON.stringify(configFor({ platform, port, watches })),
      { mode: 0o600 },
    );
    const log = await open(join(folder, 'backend.log'), 'w');
    const startedAt = performance.now();
    const child = spawn(
      process.execPath,
      [
        '--expose-gc',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        PROGRAM,
        '--config',
        file,
      ],
      {
        stdio: ['ignore', log.fd, log.fd, 'ipc'],
        signal,
        env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
      },
    );
    await log.close();
    // Its end by the signal is no failure of ours.
    child.on('error', () => undefined);
    const backend = new CatalogBackend(
      child,
      `http://localhost:${port}/api/catalog`,
      startedAt,
    );
    await backend.#message();
    return backend;
  }

  private constructor(child: ChildProcess, url: string, startedAt: number) {
    this.#child = child;
    this.#url = url;
    this.startedAt = startedAt;
  }

  /** What it holds, and what it has done. */
  async report(): Promise<BackendReport> {
    const answer = this.#message();
    this.#child.send('report');
    const { report } = await answer;
    if (!report) {
      throw new Error('the backend has nothing to report');
    }
    return report;
  }

  async has(kind: string, name: string): Promise<boolean> {
    const { status } = await this.#get(
      `/entities/by-name/${kind}/default/${name}`,
    );
    return status === 200;
  }

  /** How many entities have an annotation of this value. */
  async count(annotation: string, value: string): Promise<number> {
    const filter = `metadata.annotations.${annotation}=${value}`;
    const answer = await this.#get(
      `/entities/by-query?limit=0&filter=${encodeURIComponent(filter)}`,
    );
    return countSchema.parse(await answer.json()).totalItems;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      // Its own shutdown takes a second; what comes after is nobody's loss.
      await Promise.race([exited, delay(5_000)]);
      this.#child.kill('SIGKILL');
      await exited;
    }
  }

  #get(path: string): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
  }

  /** The next message of the backend itself: Backstage's loader for TypeScript speaks on the same channel. */
  async #message(): Promise<BackendMessage> {
    const messages = on(this.#child, 'message', { close: ['exit'] });
    for await (const [message] of messages) {
      if (isBackendMessage(message)) {
        return message;
      }
    }
    throw new Error('the backend has ended by itself');
  }
}

function isBackendMessage(message: unknown): message is BackendMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'from' in message &&
    message.from === 'catalog-backend'
  );
}

function configFor(options: {
  platform: Platform;
  port: number;
  watches: boolean;
}) {
  const { platform, port, watches } = options;
  const { apiServer, catalogAccount } = platform.endpoints;
  return {
    app: { baseUrl: `http://localhost:${port}` },
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      // Without a disk's share, which is the database's matter and not ours.
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'bench' } },
        ],
      },
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'platform',
              url: apiServer.url,
              caFile: apiServer.caFile,
              authProvider: 'oidc',
              oidcTokenProvider: 'oidc',
            },
          ],
        },
      ],
    },
    events: { useEventBus: 'never' },
    ...(watches && {
      catalog: {
        providers: {
          kratix: {
            bench: {
              cluster: 'platform',
              serviceAccountTokenFile: catalogAccount.tokenFile,
            },
          },
        },
      },
    }),
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
