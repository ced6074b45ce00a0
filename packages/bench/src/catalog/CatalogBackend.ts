import { join } from 'node:path';
import {
  startBackend,
  type Platform,
  type StartedBackend,
} from '@kratix-portal/test-cluster';
import { z } from 'zod';
import {
  backendReport,
  type BackendReport,
} from '../catalogBackend/BackendReport';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, '../catalogBackend/main.ts');

const countSchema = z.object({ totalItems: z.number() });

/** A Backstage backend in its own process, with a catalog on SQLite in memory. */
export class CatalogBackend {
  readonly #backend: StartedBackend;
  /** The time at which the process was started. */
  readonly startedAt: number;

  /** @param options - `watches: false` starts the backend without a provider */
  static async start(options: {
    platform: Platform;
    folder: string;
    watches: boolean;
    signal: AbortSignal;
  }): Promise<CatalogBackend> {
    const { platform, folder, watches, signal } = options;
    const startedAt = performance.now();
    const backend = await startBackend({
      name: 'catalog-backend',
      folder,
      program: PROGRAM,
      nodeFlags: ['--expose-gc'],
      config: configFor(platform, watches),
      signal,
    });
    return new CatalogBackend(backend, startedAt);
  }

  private constructor(backend: StartedBackend, startedAt: number) {
    this.#backend = backend;
    this.startedAt = startedAt;
  }

  /** Reads the memory, CPU time and mutations of the process. */
  async report(): Promise<BackendReport> {
    const answer = await this.#backend.get('/api/report');
    return backendReport.parse(await answer.json());
  }

  async has(kind: string, name: string): Promise<boolean> {
    const { status } = await this.#backend.get(
      `/api/catalog/entities/by-name/${kind}/default/${name}`,
    );
    return status === 200;
  }

  /** The number of entities whose annotation has this value. */
  async count(annotation: string, value: string): Promise<number> {
    const filter = `metadata.annotations.${annotation}=${value}`;
    const answer = await this.#backend.get(
      `/api/catalog/entities/by-query?limit=0&filter=${encodeURIComponent(filter)}`,
    );
    return countSchema.parse(await answer.json()).totalItems;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}

function configFor(platform: Platform, watches: boolean) {
  const { apiServer, catalogAccount } = platform.endpoints;
  return {
    // In memory, so that the speed of the disk has no effect.
    backend: {
      database: { client: 'better-sqlite3', connection: ':memory:' },
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
