import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import {
  startBackend,
  type StartedBackend,
} from '@kratix-portal/test-cluster';

// eslint-disable-next-line no-restricted-syntax -- tests only ever run from sources
const PROGRAM = join(__dirname, 'catalogReplicaMain.ts');

/** A backend with the catalog and our module, in a process of its own, on a database in a folder that replicas share. */
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

  /** Whether it is the one that reads the cluster, or was. */
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

  /** As a node that loses its power: nothing is said to anybody. */
  async kill(): Promise<void> {
    await this.#backend.kill();
  }
}
