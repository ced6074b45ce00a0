import { eventually } from './__testUtils__/eventually';
import { silence, status } from './__testUtils__/FakeApiServer';
import { ManualClock } from './__testUtils__/ManualClock';
import {
  rawDefinition,
  rawPromise,
  rawResource,
} from './__testUtils__/objects';
import {
  DATABASES,
  DEFINITIONS,
  PROMISES,
  ProviderHarness,
  QUEUES,
} from './__testUtils__/ProviderHarness';

jest.setTimeout(240_000);

describe('KratixEntityProvider', () => {
  let t: ProviderHarness;

  beforeEach(async () => {
    t = await ProviderHarness.create();
  });

  afterEach(() => t.stop());

  it('sends all entities in one full mutation, and then one mutation for each change', async () => {
    await t.start();
    await t.has('component:default/orders-database');
    expect(t.task).toMatchObject({ id: 'kratix_platform_watch' });
    expect(t.catalog.refs).toEqual([
      'api:default/databases.example.com',
      'component:default/database-promise',
      'component:default/orders-database',
      'template:default/database-promise-template',
    ]);
    expect(t.catalog.mutations.map(({ type }) => type)).toEqual(['full']);
    await t.watches(4);

    t.server.put(DATABASES, rawResource('invoices'));
    await t.has('component:default/invoices-database');
    t.server.delete(DATABASES, 'orders', 'team-a');
    await t.lacks('component:default/orders-database');
    expect(t.catalog.mutations.slice(1)).toEqual([
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
    await t.start();
    await t.has('component:default/orders-database');
    await t.watches(4);
    t.server.put(
      DATABASES,
      rawResource('orders', { annotations: { 'example.com/touched': 'now' } }),
    );
    t.server.put(DATABASES, rawResource('invoices'));
    await t.has('component:default/invoices-database');
    expect(t.catalog.mutations).toHaveLength(2);
  });

  it('limits how often it sends the entities of an object that changes all the time', async () => {
    const clock = new ManualClock();
    const sameObjectMs = 300;
    await t.start({}, { clock, pace: { collectMs: 0, sameObjectMs } });
    await t.has('component:default/orders-database');
    await t.watches(4);
    for (let i = 0; i < 100; i += 1) {
      t.server.put(DATABASES, rawResource('orders', {}, { message: `${i}` }));
      clock.advance(2);
    }
    await eventually('the last status', () => {
      clock.advance(10);
      return t.catalog.entities
        .get('component:default/orders-database')
        ?.metadata.annotations?.['kratix.io/status']?.includes('"99"')
        ? true
        : undefined;
    });
    // Expects the full mutation, one mutation when the changes started, and then one for each period.
    expect(t.catalog.mutations.length).toBeLessThanOrEqual(
      2 + clock.now() / sameObjectMs,
    );
  });

  it('watches a kind as long as its definition exists', async () => {
    await t.start();
    await t.has('component:default/orders-database');
    t.server.put(PROMISES, rawPromise('queue', { kind: 'Queue' }));
    await t.has('template:default/queue-promise-template');
    expect(t.server.count('list', QUEUES)).toBe(0);
    // The API server does not serve the new kind immediately.
    t.server.fail('list', status(404, 'not found'));
    t.server.fail('list', status(429, 'storage is (re)initializing'));
    t.server.put(QUEUES, rawResource('jobs'));
    t.server.put(DEFINITIONS, rawDefinition('queue', 'Queue'));
    await t.has('component:default/jobs-queue');
    expect(t.warnings).toEqual([]);
    t.server.delete(DEFINITIONS, 'queues.example.com');
    await t.lacks('component:default/jobs-queue');
    await t.watches(4);
  });

  it.each([401, 403, 404, 500])(
    'W19: after a restart, a kind whose list fails with %s keeps its entities until a list succeeds',
    async code => {
      t.server.put(DEFINITIONS, rawDefinition('queue', 'Queue'));
      t.server.put(QUEUES, rawResource('jobs'));
      await t.start();
      await t.has(
        'component:default/jobs-queue',
        'component:default/orders-database',
      );
      await t.close();

      // The test deletes one object of each kind while no watch is open.
      t.server.delete(QUEUES, 'jobs', 'team-a');
      t.server.delete(DATABASES, 'orders', 'team-a');
      const before = t.server.count('list', QUEUES);
      let isBroken = true;
      const breakQueues = () =>
        t.server.fail('list', (request, response) => {
          if (isBroken) {
            breakQueues();
          }
          return isBroken && request.url?.includes('queues')
            ? status(code, 'no')(request, response)
            : 'pass';
        });
      breakQueues();
      t.catalog.sizes.length = 0;
      await t.start();
      await t.lacks('component:default/orders-database');
      expect(t.server.count('list', QUEUES)).toBeGreaterThan(before);
      expect(t.catalog.entities.has('component:default/jobs-queue')).toBe(true);

      isBroken = false;
      await t.lacks('component:default/jobs-queue');
      expect(t.catalog.refs).toEqual([
        'api:default/databases.example.com',
        'component:default/database-promise',
        'template:default/database-promise-template',
      ]);
    },
  );

  it('W19: an unreachable cluster changes no entity', async () => {
    await t.start();
    await t.has('component:default/orders-database');
    const { sizes } = t.catalog;
    const { length } = t.catalog.mutations;
    for (let i = 0; i < 12; i += 1) {
      t.server.fail('any', silence);
    }
    const requests = t.server.requests.length;
    t.server.cut();
    await eventually(
      'the watches to be retried',
      () => t.server.requests.length > requests + 2 || undefined,
    );
    await t.endRun();
    expect(t.catalog.mutations).toHaveLength(length);
    expect(new Set(sizes)).toEqual(new Set([4]));
  });

  it('W19: sends nothing before the first complete list, and logs each problem once', async () => {
    t.server.unserve(PROMISES);
    t.server.unserve(DEFINITIONS);
    let failures = 0;
    const forbid = () =>
      t.server.fail('list', (request, response) => {
        failures += 1;
        forbid();
        return status(
          403,
          'promises.platform.kratix.io is forbidden: User "catalog" cannot list resource "promises" in API group "platform.kratix.io" at the cluster scope',
        )(request, response);
      });
    forbid();
    await t.start();
    await eventually('some failures', () => failures > 6 || undefined);
    expect(t.catalog.mutations).toEqual([]);
    expect(t.warnings).toHaveLength(3);
    expect(t.warnings[0]).toMatch(
      /Cannot read the Promises\. While they cannot be read, their entities stay unchanged.*promises.platform.kratix.io is forbidden.*docs\/reference\/catalog.md has the ClusterRole/,
    );
  });

  it('W20: does not replace entities of other sources, logs these entities, and adds its own entities when they are removed', async () => {
    const theirs = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'database-promise',
        annotations: { 'backstage.io/managed-by-location': 'url:https://ske' },
      },
    };
    t.catalog.entities.set('component:default/database-promise', theirs);
    await t.start();
    await t.has('component:default/orders-database');
    expect(t.catalog.entities.get('component:default/database-promise')).toBe(
      theirs,
    );
    expect(t.catalog.refs).toContain(
      'template:default/database-promise-template',
    );
    expect(t.infos).toContainEqual(
      expect.stringContaining(
        'component:default/database-promise (url:https://ske)',
      ),
    );

    // Even a change of the object does not replace the entity.
    t.server.put(
      PROMISES,
      rawPromise('database', { kind: 'Database', status: {} }),
    );
    t.server.put(DATABASES, rawResource('invoices'));
    await t.has('component:default/invoices-database');
    expect(t.catalog.entities.get('component:default/database-promise')).toBe(
      theirs,
    );

    t.catalog.entities.delete('component:default/database-promise');
    await t.close();
    await t.start();
    await t.has('component:default/database-promise');
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
    t.catalog.entities.set('component:default/shop', theirs);
    const chosen = (name: string) =>
      rawResource('chosen', {
        annotations: { 'ske.backstage.component/name': name },
      });
    t.server.put(DATABASES, chosen('shop'));
    await t.start();
    await t.has('component:default/chosen-database');
    expect(t.catalog.entities.get('component:default/shop')).toBe(theirs);
    expect(
      t.catalog.entities.get('component:default/chosen-database')?.metadata
        .annotations,
    ).toMatchObject({
      'kratix-portal.io/name-notice': expect.stringContaining('"shop"'),
    });
    expect(t.warnings).toEqual([
      expect.stringContaining('component:default/shop from url:https://shop'),
    ]);

    t.server.put(DATABASES, chosen('my-shop'));
    await t.has('component:default/my-shop');
    expect(t.catalog.refs).not.toContain('component:default/chosen-database');
  });

  it('retries a mutation that the catalog rejected', async () => {
    await t.start();
    await t.has('component:default/orders-database');
    await t.watches(4);
    t.catalog.failNext(1);
    t.server.put(DATABASES, rawResource('invoices'));
    await t.has('component:default/invoices-database');
    expect(t.warnings).toEqual([
      expect.stringContaining('The catalog rejected the entities'),
    ]);
  });

  it('continues with the watches that are still open from its previous run', async () => {
    await t.start();
    await t.has('component:default/orders-database');
    await t.watches(4);
    await t.endRun();
    const requests = t.server.requests.length;
    t.server.put(DATABASES, rawResource('invoices'));
    // This waits for a mutation that must not arrive. On a slow machine the wait may be too short, but then the test passes and does not fail.
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(t.catalog.entities.has('component:default/invoices-database')).toBe(
      false,
    );
    t.run();
    await t.has('component:default/invoices-database');
    expect(t.server.requests).toHaveLength(requests);
    expect(t.catalog.mutations.map(({ type }) => type)).toEqual([
      'full',
      'delta',
    ]);
  });

  it('closes its watches when no run follows, and starts from scratch in a later run', async () => {
    const clock = new ManualClock();
    await t.start({}, { clock, pace: { collectMs: 0 } });
    await t.has('component:default/orders-database');
    await t.watches(4);
    await t.endRun();
    clock.advance(19_999);
    expect(t.server.openWatches).toBe(4);
    clock.advance(1);
    await t.watches(0);
    t.server.delete(DATABASES, 'orders', 'team-a');
    t.run();
    await t.lacks('component:default/orders-database');
    expect(t.catalog.mutations.map(({ type }) => type)).toEqual([
      'full',
      'full',
    ]);
  });

  it('relists everything when the refresh interval is over', async () => {
    const clock = new ManualClock();
    await t.start({ refreshSeconds: 3600 }, { clock, pace: { collectMs: 0 } });
    const { mutations } = t.catalog;
    for (const count of [1, 2, 3]) {
      await eventually(
        `full mutation ${count}`,
        () => mutations.length === count || undefined,
      );
      clock.advance(3_600_000);
    }
    expect(new Set(t.catalog.mutations.map(({ type }) => type))).toEqual(
      new Set(['full']),
    );
    expect(new Set(t.catalog.sizes)).toEqual(new Set([4]));
  });

  it('reads only the configured namespaces and labels', async () => {
    t.server.serve('/apis/example.com/v1/namespaces/team-a/databases');
    t.server.serve('/apis/example.com/v1/namespaces/team-b/databases');
    t.server.put(
      '/apis/example.com/v1/namespaces/team-b/databases',
      rawResource('b', { namespace: 'team-b' }),
    );
    await t.start({
      ingest: {
        promises: true,
        resources: true,
        namespaces: ['team-a', 'team-b'],
        promiseSelector: 'portal=true',
        resourceSelector: 'show in (a,b)',
      },
    });
    await t.has('component:default/b-database');
    expect(t.server.count('list', DATABASES)).toBe(0);
    expect(t.server.requests).toContainEqual(
      'list /apis/example.com/v1/namespaces/team-a/databases?limit=500&labelSelector=show%20in%20(a%2Cb)',
    );
    expect(t.server.requests).toContainEqual(
      `list ${PROMISES}?limit=10&labelSelector=portal%3Dtrue`,
    );
  });

  it('does not read Promises if it is configured not to', async () => {
    await t.start({ ingest: { promises: false, resources: true } });
    await t.has('component:default/orders-database');
    expect(t.catalog.refs).toEqual(['component:default/orders-database']);
    expect(t.server.count('list', PROMISES)).toBe(0);
  });

  it('ignores an invalid object and keeps the other objects', async () => {
    t.server.put(DATABASES, {
      metadata: { name: 'broken', namespace: 'team-a', labels: { a: 1 } },
    });
    t.server.put(PROMISES, { metadata: { name: 'odd' }, spec: 'none' });
    await t.start();
    await t.has(
      'component:default/orders-database',
      'component:default/database-promise',
    );
    expect(t.warnings).toEqual([]);
  });
});
