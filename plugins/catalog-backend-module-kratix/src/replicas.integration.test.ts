import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useTestPlatform, removeFolder } from '@kratix-portal/test-cluster';
import knexFactory, { type Knex } from 'knex';
import { CuttableProxy } from './__testUtils__/CuttableProxy';
import { eventually } from './__testUtils__/eventually';
import { platformCatalogConfig } from './__testUtils__/platformCatalogConfig';
import {
  startCatalogBackend,
  type CatalogBackend,
} from './__testUtils__/startCatalogBackend';

jest.setTimeout(240_000);

const BUCKETS = 'objectbuckets.storage.demo.kratix-portal.io';

describe('the catalog module with replicas and failures, on a real API server and a real catalog', () => {
  const platform = useTestPlatform();
  const namespace = `replicas-${randomUUID().slice(0, 8)}`;
  const started: CatalogBackend[] = [];
  let database: Knex;
  let folder: string;

  const kubectl = async (args: string[], input?: object) => {
    const result = await platform.current.kubectl(args, {
      input: input && JSON.stringify(input),
    });
    expect(result.stderr).toBe('');
    return result.stdout;
  };
  const bucket = (name: string) =>
    kubectl(['apply', '-f', '-'], {
      apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
      kind: 'ObjectBucket',
      metadata: { name, namespace },
      spec: { team: 'payments' },
    });
  const ref = (name: string) => `component:default/${name}-objectbucket`;
  const start = async (...args: Parameters<typeof startCatalogBackend>) => {
    const backend = await startCatalogBackend(...args);
    started.push(backend);
    return backend;
  };
  const stop = async (backend: CatalogBackend) => {
    started.splice(started.indexOf(backend), 1);
    await backend.stop();
  };
  /** It reads only the namespace of this test run, so that other tests have no effect. */
  const config = (provider = {}) =>
    platformCatalogConfig(platform.current.endpoints, {
      ingest: { namespaces: [namespace] },
      ...provider,
    });
  const isAtWork = (backend: CatalogBackend) =>
    backend.logs.some(line => line.includes('The catalog has'));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalog-replicas-'));
    await kubectl(['create', 'namespace', namespace]);
  });

  beforeEach(() => {
    database = knexFactory({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map(backend => backend.stop()));
    await database.destroy();
  });

  afterAll(async () => removeFolder(folder));

  it('runs on one of two replicas, and on the other replica after the first was stopped', async () => {
    const first = await start({ config: config(), database });
    await bucket('shared');
    await first.eventually(ref('shared'));
    const second = await start({ config: config(), database });
    await bucket('more');
    await second.eventually(ref('more'));
    expect(isAtWork(first)).toBe(true);
    expect(isAtWork(second)).toBe(false);

    await stop(first);
    await kubectl(['delete', BUCKETS, 'more', '-n', namespace]);
    await bucket('after');
    await second.eventually(ref('after'));
    await second.eventuallyGone(ref('more'));
    expect(isAtWork(second)).toBe(true);
    expect(await second.entity(ref('shared'))).toBeDefined();
    await kubectl(['delete', BUCKETS, 'shared', 'after', '-n', namespace]);
  });

  it('W19: keeps all entities while the API server is unreachable, and catches up afterwards', async () => {
    const { endpoints } = platform.current;
    const proxy = await CuttableProxy.start(endpoints.apiServer.url);
    const backend = await start({
      config: platformCatalogConfig(
        {
          ...endpoints,
          apiServer: { ...endpoints.apiServer, url: proxy.url },
        },
        { ingest: { namespaces: [namespace] } },
      ),
    });
    await bucket('stays');
    await bucket('goes');
    await backend.eventually(ref('stays'));
    await backend.eventually(ref('goes'));

    proxy.cut();
    await eventually(
      'the failure to be logged',
      () =>
        backend.logs.some(line => line.includes('Cannot read')) || undefined,
    );
    await kubectl(['delete', BUCKETS, 'goes', '-n', namespace]);
    await bucket('comes');
    expect(await backend.entity(ref('stays'))).toBeDefined();
    expect(await backend.entity(ref('goes'))).toBeDefined();
    expect(await backend.entity(ref('comes'))).toBeUndefined();

    proxy.mend();
    await backend.eventually(ref('comes'));
    await backend.eventuallyGone(ref('goes'));
    expect(await backend.entity(ref('stays'))).toBeDefined();
    expect(
      backend.logs.filter(line => line.includes('works again')).length,
    ).toBeGreaterThan(0);
    await stop(backend);
    await proxy.stop();
    await kubectl(['delete', BUCKETS, 'stays', 'comes', '-n', namespace]);
  });

  it('W20: does not replace an entity of SKE’s own pipeline', async () => {
    const file = join(folder, 'catalog-info.yaml');
    await writeFile(
      file,
      JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'objectbucket-promise',
          title: 'Made by a pipeline',
          annotations: { 'kratix.io/type': 'promise' },
        },
        spec: { type: 'kratix-promise', lifecycle: 'production', owner: 'x' },
      }),
    );
    const withFile = {
      ...config(),
      catalog: {
        providers: undefined,
        locations: [{ type: 'file', target: file }],
      },
    };
    const ske = await start({ config: withFile, database });
    await ske.eventually('component:default/objectbucket-promise');
    await stop(ske);

    const backend = await start({
      config: {
        ...config(),
        catalog: {
          ...(config().catalog as object),
          locations: [{ type: 'file', target: file }],
        },
      },
      database,
    });
    await backend.eventually('template:default/objectbucket-promise-template');
    await eventually(
      'the message about the entity',
      () =>
        backend.logs.some(line =>
          line.includes('component:default/objectbucket-promise (file:'),
        ) || undefined,
    );
    const entity = await backend.entity(
      'component:default/objectbucket-promise',
    );
    expect(entity?.metadata.title).toBe('Made by a pipeline');
    expect(
      backend.logs.filter(line => line.includes('conflicting entityRef')),
    ).toEqual([]);
  });

  it('does not start without its own identity, and says how to configure one', async () => {
    await expect(
      startCatalogBackend({
        config: config({ serviceAccountTokenFile: undefined }),
      }),
    ).rejects.toThrow(/has no identity: set serviceAccountToken/);
  });
});
