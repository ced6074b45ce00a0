import type { SchedulerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { eventually } from './__testUtils__/eventually';
import { FakeApiServer, silence, status } from './__testUtils__/FakeApiServer';
import { ManualClock } from './__testUtils__/ManualClock';
import { MemoryCatalog } from './__testUtils__/MemoryCatalog';
import {
  rawDefinition,
  rawPromise,
  rawResource,
  testProvider,
} from './__testUtils__/objects';
import type { KratixProviderConfig } from './config/KratixProviderConfig';
import {
  KratixEntityProvider,
  type KratixEntityProviderOptions,
} from './KratixEntityProvider';

const PROMISES = '/apis/platform.kratix.io/v1alpha1/promises';
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const DATABASES = '/apis/example.com/v1/databases';
const QUEUES = '/apis/example.com/v1/queues';

jest.setTimeout(240_000);

describe('KratixEntityProvider', () => {
  let server: FakeApiServer;
  let catalog: MemoryCatalog;
  let provider: KratixEntityProvider;
  let running: Promise<void>;
  let end: AbortController;
  let warnings: string[];
  let infos: string[];

  beforeEach(async () => {
    server = await FakeApiServer.start();
    [PROMISES, DEFINITIONS, DATABASES, QUEUES].forEach(path =>
      server.serve(path),
    );
    server.put(PROMISES, rawPromise('database', { kind: 'Database' }));
    server.put(DEFINITIONS, rawDefinition('database', 'Database'));
    server.put(DATABASES, rawResource('orders'));
    catalog = new MemoryCatalog();
    warnings = [];
    infos = [];
    end = new AbortController();
  });

  afterEach(async () => {
    end.abort();
    await provider?.close();
    await running;
    await server.stop();
  });

  async function start(
    config: Partial<KratixProviderConfig> = {},
    options: KratixEntityProviderOptions = {},
  ) {
    const logger = mockServices.logger.mock({
      child: () => logger,
      warn: message => warnings.push(message),
      info: message => infos.push(message),
    });
    let task: Parameters<SchedulerService['scheduleTask']>[0] | undefined;
    const scheduler = mockServices.scheduler.mock({
      scheduleTask: async given => {
        task = given;
      },
    });
    provider = new KratixEntityProvider(
      { ...testProvider, cluster: server.platform, ...config },
      {
        auth: mockServices.auth(),
        catalog: catalog.service,
        logger,
        scheduler,
      },
      {
        backoff: { firstMs: 5, longestMs: 50 },
        ...options,
        pace: { collectMs: 5, sameObjectMs: 20, ...options.pace },
      },
    );
    await provider.connect(catalog.connection);
    const run = () => {
      running = Promise.resolve(task?.fn(end.signal));
      return running;
    };
    void run();
    return { run, task };
  }

  const has = (...refs: string[]) =>
    eventually(`the catalog to have ${refs}`, () =>
      refs.every(ref => catalog.entities.has(ref)) ? true : undefined,
    );
  const lacks = (ref: string) =>
    eventually(`${ref} to be removed from the catalog`, () =>
      catalog.entities.has(ref) ? undefined : true,
    );

  it('sends everything in one full mutation, and then one mutation for each change', async () => {
    const { task } = await start();
    await has('component:default/orders-database');
    expect(task).toMatchObject({ id: 'kratix_platform_watch' });
    expect(catalog.refs).toEqual([
      'api:default/databases.example.com',
      'component:default/database-promise',
      'component:default/orders-database',
      'template:default/database-promise-template',
    ]);
    expect(catalog.mutations.map(({ type }) => type)).toEqual(['full']);
    await eventually(
      'the watches',
      () => server.openWatches === 3 || undefined,
    );

    server.put(DATABASES, rawResource('invoices'));
    await has('component:default/invoices-database');
    server.delete(DATABASES, 'orders', 'team-a');
    await lacks('component:default/orders-database');
    expect(catalog.mutations.slice(1)).toEqual([
      {
        type: 'delta',
        added: [
          {
            locationKey: 'kratix:platform',
            entity: expect.objectContaining({
              metadata: expect.objectContaining({ name: 'invoices-database' }),
            }),
          },
        ],
        removed: [],
      },
      {
        type: 'delta',
        added: [],
        removed: [{ entityRef: 'component:default/orders-database' }],
      },
    ]);
  });

  it('sends no mutation if a change affects no entity', async () => {
    await start();
    await has('component:default/orders-database');
    await eventually(
      'the watches',
      () => server.openWatches === 3 || undefined,
    );
    server.put(
      DATABASES,
      rawResource('orders', { annotations: { 'example.com/touched': 'now' } }),
    );
    server.put(DATABASES, rawResource('invoices'));
    await has('component:default/invoices-database');
    expect(catalog.mutations).toHaveLength(2);
  });

  it('limits how often it sends an object that changes all the time', async () => {
    const clock = new ManualClock();
    const sameObjectMs = 300;
    await start({}, { clock, pace: { collectMs: 0, sameObjectMs } });
    await has('component:default/orders-database');
    await eventually(
      'the watches',
      () => server.openWatches === 3 || undefined,
    );
    for (let i = 0; i < 100; i += 1) {
      server.put(DATABASES, rawResource('orders', {}, { message: `${i}` }));
      clock.advance(2);
    }
    await eventually('the last status', () => {
      clock.advance(10);
      return catalog.entities
        .get('component:default/orders-database')
        ?.metadata.annotations?.['kratix.io/status']?.includes('"99"')
        ? true
        : undefined;
    });
    // The full mutation, one when the changes started, and then one for each period.
    expect(catalog.mutations.length).toBeLessThanOrEqual(
      2 + clock.now() / sameObjectMs,
    );
  });

  it('watches a kind as long as its definition exists', async () => {
    await start();
    await has('component:default/orders-database');
    server.put(PROMISES, rawPromise('queue', { kind: 'Queue' }));
    await has('template:default/queue-promise-template');
    expect(server.count('list', QUEUES)).toBe(0);
    // At first the API server does not serve the new kind.
    server.fail('list', status(404, 'not found'));
    server.fail('list', status(429, 'storage is (re)initializing'));
    server.put(QUEUES, rawResource('jobs'));
    server.put(DEFINITIONS, rawDefinition('queue', 'Queue'));
    await has('component:default/jobs-queue');
    expect(warnings).toEqual([]);
    server.delete(DEFINITIONS, 'queues.example.com');
    await lacks('component:default/jobs-queue');
    await eventually(
      'its watch to be closed',
      () => server.openWatches === 3 || undefined,
    );
  });

  it.each([401, 403, 404, 500])(
    'W19: after a restart, a kind whose list fails with %s keeps its entities until a list succeeds',
    async code => {
      server.put(DEFINITIONS, rawDefinition('queue', 'Queue'));
      server.put(QUEUES, rawResource('jobs'));
      await start();
      await has(
        'component:default/jobs-queue',
        'component:default/orders-database',
      );
      end.abort();
      await running;
      await provider.close();

      // One object of each kind is deleted while no watch is open.
      server.delete(QUEUES, 'jobs', 'team-a');
      server.delete(DATABASES, 'orders', 'team-a');
      const before = server.count('list', QUEUES);
      let isBroken = true;
      const breakQueues = () =>
        server.fail('list', (request, response) => {
          if (isBroken) {
            breakQueues();
          }
          return isBroken && request.url?.includes('queues')
            ? status(code, 'no')(request, response)
            : 'pass';
        });
      breakQueues();
      end = new AbortController();
      catalog.sizes.length = 0;
      await start();
      await lacks('component:default/orders-database');
      expect(server.count('list', QUEUES)).toBeGreaterThan(before);
      expect(catalog.entities.has('component:default/jobs-queue')).toBe(true);

      isBroken = false;
      await lacks('component:default/jobs-queue');
      expect(catalog.refs).toEqual([
        'api:default/databases.example.com',
        'component:default/database-promise',
        'template:default/database-promise-template',
      ]);
    },
  );

  it('W19: an unreachable cluster changes no entity', async () => {
    await start();
    await has('component:default/orders-database');
    const { sizes } = catalog;
    const { length } = catalog.mutations;
    for (let i = 0; i < 12; i += 1) {
      server.fail('any', silence);
    }
    server.cut();
    await eventually(
      'the watches to be retried',
      () => server.count('watch') > 4 || undefined,
    );
    end.abort();
    await running;
    expect(catalog.mutations).toHaveLength(length);
    expect(new Set(sizes)).toEqual(new Set([4]));
  });

  it('W19: sends nothing before the first complete list, and logs each problem once', async () => {
    server.unserve(PROMISES);
    server.unserve(DEFINITIONS);
    let failures = 0;
    const forbid = () =>
      server.fail('list', (request, response) => {
        failures += 1;
        forbid();
        return status(
          403,
          'promises.platform.kratix.io is forbidden: User "catalog" cannot list resource "promises" in API group "platform.kratix.io" at the cluster scope',
        )(request, response);
      });
    forbid();
    await start();
    await eventually('some failures', () => failures > 6 || undefined);
    expect(catalog.mutations).toEqual([]);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(
      /Cannot read the Promises\. Their entities stay unchanged.*promises.platform.kratix.io is forbidden.*docs\/reference\/catalog.md has the ClusterRole/,
    );
  });

  it('W20: does not replace entities of other sources, logs them, and adds its own when they are removed', async () => {
    const theirs = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'database-promise',
        annotations: { 'backstage.io/managed-by-location': 'url:https://ske' },
      },
    };
    catalog.entities.set('component:default/database-promise', theirs);
    await start();
    await has('component:default/orders-database');
    expect(catalog.entities.get('component:default/database-promise')).toBe(
      theirs,
    );
    expect(catalog.refs).toContain(
      'template:default/database-promise-template',
    );
    expect(infos).toContainEqual(
      expect.stringContaining(
        'component:default/database-promise (url:https://ske)',
      ),
    );

    // A change of the object does not replace the entity either.
    server.put(
      PROMISES,
      rawPromise('database', { kind: 'Database', status: {} }),
    );
    server.put(DATABASES, rawResource('invoices'));
    await has('component:default/invoices-database');
    expect(catalog.entities.get('component:default/database-promise')).toBe(
      theirs,
    );

    catalog.entities.delete('component:default/database-promise');
    end.abort();
    await running;
    await provider.close();
    end = new AbortController();
    await start();
    await has('component:default/database-promise');
  });

  it('G8: ignores a chosen name that an entity of another source has, and logs it', async () => {
    const theirs = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'shop',
        annotations: { 'backstage.io/managed-by-location': 'url:https://shop' },
      },
    };
    catalog.entities.set('component:default/shop', theirs);
    const chosen = (name: string) =>
      rawResource('chosen', {
        annotations: { 'ske.backstage.component/name': name },
      });
    server.put(DATABASES, chosen('shop'));
    await start();
    await has('component:default/chosen-database');
    expect(catalog.entities.get('component:default/shop')).toBe(theirs);
    expect(
      catalog.entities.get('component:default/chosen-database')?.metadata
        .annotations,
    ).toMatchObject({
      'kratix-portal.io/name-notice': expect.stringContaining('"shop"'),
    });
    expect(warnings).toEqual([
      expect.stringContaining('component:default/shop from url:https://shop'),
    ]);

    server.put(DATABASES, chosen('my-shop'));
    await has('component:default/my-shop');
    expect(catalog.refs).not.toContain('component:default/chosen-database');
  });

  it('retries a mutation that the catalog rejected', async () => {
    await start();
    await has('component:default/orders-database');
    await eventually(
      'the watches',
      () => server.openWatches === 3 || undefined,
    );
    catalog.failNext(1);
    server.put(DATABASES, rawResource('invoices'));
    await has('component:default/invoices-database');
    expect(warnings).toEqual([
      expect.stringContaining('The catalog rejected the entities'),
    ]);
  });

  it('continues where its previous run ended, with the watches that are still open', async () => {
    const { run } = await start();
    await has('component:default/orders-database');
    await eventually(
      'the watches',
      () => server.openWatches === 3 || undefined,
    );
    end.abort();
    await running;
    const requests = server.requests.length;
    server.put(DATABASES, rawResource('invoices'));
    // Gives a wrong mutation time to arrive. On a slow machine it may arrive later, so this cannot fail without reason.
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(catalog.entities.has('component:default/invoices-database')).toBe(
      false,
    );
    end = new AbortController();
    void run();
    await has('component:default/invoices-database');
    expect(server.requests).toHaveLength(requests);
    expect(catalog.mutations.map(({ type }) => type)).toEqual([
      'full',
      'delta',
    ]);
  });

  it('closes its watches when no run follows, and starts from scratch in a later run', async () => {
    const { run } = await start({}, { keepOpenMs: 20 });
    await has('component:default/orders-database');
    end.abort();
    await running;
    await eventually(
      'the watches to be closed',
      () => server.openWatches === 0 || undefined,
    );
    server.delete(DATABASES, 'orders', 'team-a');
    end = new AbortController();
    void run();
    await lacks('component:default/orders-database');
    expect(catalog.mutations.map(({ type }) => type)).toEqual(['full', 'full']);
  });

  it('relists everything when the refresh interval is over', async () => {
    const clock = new ManualClock();
    await start({ refreshSeconds: 3600 }, { clock, pace: { collectMs: 0 } });
    const { mutations } = catalog;
    for (const count of [1, 2, 3]) {
      await eventually(
        `full mutation ${count}`,
        () => mutations.length === count || undefined,
      );
      clock.advance(3_600_000);
    }
    expect(new Set(catalog.mutations.map(({ type }) => type))).toEqual(
      new Set(['full']),
    );
    expect(new Set(catalog.sizes)).toEqual(new Set([4]));
  });

  it('reads only the configured namespaces and labels', async () => {
    server.serve('/apis/example.com/v1/namespaces/team-a/databases');
    server.serve('/apis/example.com/v1/namespaces/team-b/databases');
    server.put(
      '/apis/example.com/v1/namespaces/team-b/databases',
      rawResource('b', { namespace: 'team-b' }),
    );
    await start({
      ingest: {
        promises: true,
        resources: true,
        namespaces: ['team-a', 'team-b'],
        promiseSelector: 'portal=true',
        resourceSelector: 'show in (a,b)',
      },
    });
    await has('component:default/b-database');
    expect(server.count('list', DATABASES)).toBe(0);
    expect(server.requests).toContainEqual(
      'list /apis/example.com/v1/namespaces/team-a/databases?limit=500&labelSelector=show%20in%20(a%2Cb)',
    );
    expect(server.requests).toContainEqual(
      `list ${PROMISES}?limit=10&labelSelector=portal%3Dtrue`,
    );
  });

  it('does not read Promises if it is configured not to', async () => {
    await start({ ingest: { promises: false, resources: true } });
    await has('component:default/orders-database');
    expect(catalog.refs).toEqual(['component:default/orders-database']);
    expect(server.count('list', PROMISES)).toBe(0);
  });

  it('ignores an invalid object and keeps the others', async () => {
    server.put(DATABASES, {
      metadata: { name: 'broken', namespace: 'team-a', labels: { a: 1 } },
    });
    server.put(PROMISES, { metadata: { name: 'odd' }, spec: 'none' });
    await start();
    await has(
      'component:default/orders-database',
      'component:default/database-promise',
    );
    expect(warnings).toEqual([]);
  });
});
