import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { kubernetesConfig } from '@kratix-portal/demo';
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
const pageSchema = z.object({
  items: z.array(z.record(z.string(), z.unknown())),
  pageInfo: z.object({ nextCursor: z.string().optional() }),
});
const metadataSchema = z.looseObject({
  annotations: z.record(z.string(), z.string()),
});
const ENTITIES_PER_PAGE = 500;
const ATTEMPTS = 5;

/** An entity without the fields that the catalog adds. */
export interface SentEntity {
  metadata: z.infer<typeof metadataSchema>;
  [field: string]: unknown;
}

/** Where the entities of a backend come from. */
export type EntitySource =
  | { type: 'none' }
  /** Our module, from the platform cluster. */
  | { type: 'kratix' }
  /** A provider that hands over the entities of a file. */
  | { type: 'handover'; file: string };

/** A Backstage backend in its own process, with a catalog on SQLite in memory. */
export class CatalogBackend {
  readonly #backend: StartedBackend;
  /** The time at which the process was started. */
  readonly startedAt: number;

  static async start(options: {
    platform: Platform;
    folder: string;
    source: EntitySource;
    signal: AbortSignal;
  }): Promise<CatalogBackend> {
    const { platform, folder, source, signal } = options;
    const startedAt = performance.now();
    const backend = await startBackend({
      name: 'catalog-backend',
      folder,
      program: PROGRAM,
      nodeFlags: ['--expose-gc'],
      config: configFor(platform, source),
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
    const answer = await this.#get('/api/report');
    return backendReport.parse(await answer.json());
  }

  async has(kind: string, name: string): Promise<boolean> {
    const { status } = await this.#get(
      `/api/catalog/entities/by-name/${kind}/default/${name}`,
    );
    return status === 200;
  }

  /** The number of entities whose annotation has this value. */
  async count(annotation: string, value: string): Promise<number> {
    const filter = `metadata.annotations.${annotation}=${value}`;
    const answer = await this.#get(
      `/api/catalog/entities/by-query?limit=0&filter=${encodeURIComponent(filter)}`,
    );
    return countSchema.parse(await answer.json()).totalItems;
  }

  /** The entities of a location, in the form and in the order in which our module sends them. */
  async entitiesOf(location: string): Promise<SentEntity[]> {
    const filter = `metadata.annotations.backstage.io/managed-by-location=${location}`;
    const first = `limit=${ENTITIES_PER_PAGE}&filter=${encodeURIComponent(filter)}`;
    const entities: SentEntity[] = [];
    let query: string | undefined = first;
    while (query) {
      const answer = await this.#get(`/api/catalog/entities/by-query?${query}`);
      const { items, pageInfo } = pageSchema.parse(await answer.json());
      entities.push(...items.map(asSent));
      const { nextCursor } = pageInfo;
      query =
        nextCursor &&
        `limit=${ENTITIES_PER_PAGE}&cursor=${encodeURIComponent(nextCursor)}`;
    }
    return entities.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }

  /** Retries, because a backend that is busy for seconds breaks idle connections. */
  async #get(path: string): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#backend.get(path);
      } catch (error) {
        if (attempt === ATTEMPTS) {
          throw error;
        }
        await delay(1_000);
      }
    }
  }
}

/** Removes the fields that the catalog adds. */
function asSent(entity: Record<string, unknown>): SentEntity {
  const { relations: _, status: __, metadata, ...rest } = entity;
  const { uid: ___, etag: ____, ...kept } = metadataSchema.parse(metadata);
  return { ...rest, metadata: kept };
}

/** Our module sends the Promises first, and then the requests of each kind. */
function orderOf({ metadata }: SentEntity): string {
  const { annotations } = metadata;
  return annotations['kratix.io/type'] === 'resource'
    ? `1 ${annotations['kratix.io/promise-name']}`
    : '0';
}

function configFor(platform: Platform, source: EntitySource) {
  const { apiServer, catalogAccount } = platform.endpoints;
  return {
    // In memory, so that the speed of the disk has no effect.
    backend: {
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    kubernetes: kubernetesConfig('oidc', {
      url: apiServer.url,
      caFile: apiServer.caFile,
    }),
    events: { useEventBus: 'never' },
    ...(source.type === 'handover' && {
      bench: { handoverFile: source.file },
    }),
    ...(source.type === 'kratix' && {
      catalog: {
        providers: {
          kratix: {
            bench: {
              cluster: 'kratix-platform',
              serviceAccountTokenFile: catalogAccount.tokenFile,
            },
          },
        },
      },
    }),
  };
}
