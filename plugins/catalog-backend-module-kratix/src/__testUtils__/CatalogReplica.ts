import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { startBackend, type StartedBackend } from '@kratix-portal/test-cluster';

// eslint-disable-next-line no-restricted-syntax -- tests always run from the source files
const PROGRAM = join(__dirname, 'catalogReplicaMain.ts');

/** A backend with the catalog and our module in its own process. Replicas share a database in a folder. */
export class CatalogReplica {
  readonly #backend: StartedBackend;

  static async start(options: {
    name: string;
    folder: string;
    config: JsonObject;
  }): Promise<CatalogReplica> {
    const { name, folder, config } = options;
    const directory = join(folder, 'database');
    await mkdir(directory, { recursive: true });
    const backend = await startBackend({
      name,
      folder,
      program: PROGRAM,
      config: {
        ...config,
        backend: {
          database: { client: 'better-sqlite3', connection: { directory } },
        },
        events: { useEventBus: 'never' },
      },
    });
    return new CatalogReplica(backend);
  }

  private constructor(backend: StartedBackend) {
    this.#backend = backend;
  }

  /** Whether this replica has read the cluster. */
  async hasWorked(): Promise<boolean> {
    const log = await readFile(this.#backend.logFile, 'utf8');
    return log.includes('The catalog has');
  }

  async has(kind: string, name: string): Promise<boolean> {
    const { status } = await this.#backend.get(
      `/api/catalog/entities/by-name/${kind}/default/${name}`,
    );
    return status === 200;
  }

  /** Kills the process without a proper shutdown, like a node that loses its power. */
  async kill(): Promise<void> {
    await this.#backend.kill();
  }
}
