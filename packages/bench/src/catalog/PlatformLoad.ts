import { readFile } from 'node:fs/promises';
import type { JsonObject } from '@backstage/types';
import type { Platform } from '@kratix-portal/test-cluster';
import { Pool } from 'undici';
import {
  definition,
  GROUP,
  largeDefinitionSpec,
  promise,
  request,
} from './objects';

/** Enough to keep the API server busy without filling its queues. */
const PARALLEL = 16;
const NAMESPACE = 'bench';

/** Fills a cluster with Promises and requests, as its administrator. */
export class PlatformLoad {
  readonly #pool: Pool;
  /** The generation of each request that has been changed. */
  readonly #generations = new Map<number, number>();

  static async create(platform: Platform): Promise<PlatformLoad> {
    const { apiServer, paths } = platform.endpoints;
    const certs = `${paths.stateDir}/certs`;
    const [ca, cert, key] = await Promise.all(
      [apiServer.caFile, `${certs}/admin.crt`, `${certs}/admin.key`].map(file =>
        readFile(file, 'utf8'),
      ),
    );
    const load = new PlatformLoad(
      new Pool(apiServer.url, {
        connections: PARALLEL,
        connect: { ca, cert, key },
      }),
    );
    await load.send('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE },
    });
    return load;
  }

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Creates Promises and the CustomResourceDefinitions of their kinds, which Kratix would create. */
  async addPromises(from: number, to: number): Promise<void> {
    await inParallel(from, to, async index => {
      await this.addPromise(index);
      await this.send(
        'POST',
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        definition(index),
      );
    });
  }

  async addPromise(index: number): Promise<void> {
    await this.send(
      'POST',
      '/apis/platform.kratix.io/v1alpha1/promises',
      promise(index),
    );
  }

  /** Creates a Promise and the definition of its kind. The API of the Promise has this number of characters. */
  async addLargePromise(index: number, characters: number): Promise<void> {
    const spec = largeDefinitionSpec(index, characters);
    await this.send(
      'POST',
      '/apis/platform.kratix.io/v1alpha1/promises',
      promise(index, spec),
    );
    await this.send(
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      definition(index, spec),
    );
  }

  /** Creates requests, distributed over the kinds of the first Promises. */
  async addRequests(from: number, to: number, kinds: number): Promise<void> {
    await inParallel(from, to, index =>
      this.send('POST', pathOf(index % kinds), request(index, index % kinds)),
    );
  }

  /** Changes the status of one request as Kratix does when it has observed the request. */
  async touch(index: number, kinds: number, message: string): Promise<void> {
    // Without a status subresource each change of the status is a new generation.
    const observedGeneration = (this.#generations.get(index) ?? 1) + 1;
    this.#generations.set(index, observedGeneration);
    await this.send(
      'PATCH',
      `${pathOf(index % kinds)}/request-${index}`,
      { status: { message, observedGeneration } },
      'application/merge-patch+json',
    );
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** Sends a request as the administrator. Retries 404 and 429, since the API server does not serve a new kind immediately. */
  async send(
    method: 'POST' | 'PATCH',
    path: string,
    body: JsonObject,
    contentType = 'application/json',
  ): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const { statusCode, body: answer } = await this.#pool.request({
        method,
        path,
        headers: { 'content-type': contentType },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (statusCode < 300) {
        return;
      }
      if (![404, 429].includes(statusCode) || attempt > 100) {
        throw new Error(`${method} ${path}: ${statusCode} ${text}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

function pathOf(kind: number): string {
  return `/apis/${GROUP}/v1/namespaces/${NAMESPACE}/bench${kind}s`;
}

async function inParallel(
  from: number,
  to: number,
  act: (index: number) => Promise<void>,
): Promise<void> {
  let next = from;
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      while (next < to) {
        const index = next;
        next += 1;
        await act(index);
      }
    }),
  );
}
