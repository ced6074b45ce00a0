import type { JsonObject } from '@backstage/types';
import { caller } from '../__testUtils__/TestOperations';
import { rbacRefusal, TestServices } from '../__testUtils__/TestServices';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const object = '/apis/demo.example.com/v1/namespaces/team-a/databases/orders';
const promise = '/apis/platform.kratix.io/v1alpha1/promises/db';
const jobsIn = (namespace: string) =>
  `/apis/batch/v1/namespaces/${namespace}/jobs`;
const podsIn = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;
const jobsEverywhere = '/apis/batch/v1/jobs';
const podsEverywhere = '/api/v1/pods';
const notEverywhere = {
  [jobsEverywhere]: rbacRefusal('list', 'jobs', 'batch', ''),
  [podsEverywhere]: rbacRefusal('list', 'pods', '', ''),
};

const promised = {
  body: { metadata: { labels: { 'kratix.io/promise-name': 'db' } } },
};
const apiOf = (kind: string) => ({
  spec: {
    group: 'demo.example.com',
    names: { kind },
    versions: [{ name: 'v1' }],
  },
});
const workflows = (config: JsonObject) => ({
  body: { spec: { api: apiOf('Database'), workflows: { config } } },
});
const servedPromises = {
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  items: [
    {
      metadata: { name: 'platform.kratix.io' },
      versions: [
        {
          version: 'v1alpha1',
          freshness: 'Current',
          resources: [
            {
              resource: 'promises',
              responseKind: {
                group: 'platform.kratix.io',
                version: 'v1alpha1',
                kind: 'Promise',
              },
              scope: 'Cluster',
            },
          ],
        },
      ],
    },
  ],
};
const none = { body: { items: [] } };
const job = {
  body: {
    items: [{ metadata: { name: 'j', creationTimestamp: '2026-01-01' } }],
  },
};
const earlierJob = {
  body: {
    items: [{ metadata: { name: 'earlier', creationTimestamp: '2025-01-01' } }],
  },
};

describe('PipelineService', () => {
  let test: TestServices;
  beforeEach(async () => {
    test = await TestServices.start();
  });
  afterEach(() => test.stop());

  it('selects runs by the labels of the request, in its namespace', async () => {
    test.script({
      [object]: promised,
      [promise]: workflows({}),
      [jobsIn('team-a')]: job,
      [podsIn('team-a')]: none,
    });
    const found = await test.services.pipelines.list(ref, caller);
    expect(found).toMatchObject({
      promise: 'db',
      namespace: 'team-a',
      runs: [{ job: 'j' }],
      unavailable: [],
    });
    const selector =
      'labelSelector=kratix.io/promise-name=db,kratix.io/resource-name=orders,!kratix.io/resource-namespace&limit=500';
    expect(test.sent().slice(2)).toEqual([
      `GET ${jobsIn('team-a')}?${selector}`,
      `GET ${podsIn('team-a')}?${selector}`,
    ]);
  });

  it('selects runs by the namespace of the request, if the Promise has a pipeline namespace', async () => {
    test.script({
      [object]: promised,
      [promise]: workflows({ pipelineNamespace: 'pipelines' }),
      [jobsEverywhere]: job,
      [podsEverywhere]: none,
      [jobsIn('team-a')]: earlierJob,
      [podsIn('team-a')]: none,
    });
    const found = await test.services.pipelines.list(ref, caller);
    expect(found).toMatchObject({
      namespace: 'pipelines',
      runs: [{ job: 'j' }, { job: 'earlier' }],
    });
    const own =
      'labelSelector=kratix.io/promise-name=db,kratix.io/resource-name=orders';
    expect(test.sent().slice(2).sort()).toEqual([
      `GET ${podsIn('team-a')}?${own},!kratix.io/resource-namespace&limit=500`,
      `GET ${podsEverywhere}?${own},kratix.io/resource-namespace=team-a&limit=500`,
      `GET ${jobsEverywhere}?${own},kratix.io/resource-namespace=team-a&limit=500`,
      `GET ${jobsIn('team-a')}?${own},!kratix.io/resource-namespace&limit=500`,
    ]);
  });

  it('lists only the current pipeline namespace if the caller may not list all namespaces', async () => {
    test.script({
      ...notEverywhere,
      [object]: promised,
      [promise]: workflows({ pipelineNamespace: 'pipelines' }),
      [jobsIn('pipelines')]: job,
      [podsIn('pipelines')]: none,
      [jobsIn('team-a')]: rbacRefusal('list', 'jobs', 'batch'),
      [podsIn('team-a')]: rbacRefusal('list', 'pods'),
    });
    await expect(
      test.services.pipelines.list(ref, caller),
    ).resolves.toMatchObject({ runs: [{ job: 'j' }], unavailable: [] });
  });

  it.each([
    ['all namespaces', { [jobsEverywhere]: job, [podsEverywhere]: none }],
    [
      'its pipeline namespace, if the caller may not list all',
      {
        ...notEverywhere,
        [jobsIn('pipelines')]: job,
        [podsIn('pipelines')]: none,
      },
    ],
  ])('looks for the pipelines of a Promise in %s', async (_, lists) => {
    test.script({
      '/apis': { body: servedPromises },
      [promise]: workflows({ pipelineNamespace: 'pipelines' }),
      ...lists,
    });
    const found = await test.services.pipelines.list(
      {
        apiVersion: 'platform.kratix.io/v1alpha1',
        kind: 'Promise',
        name: 'db',
      },
      caller,
    );
    expect(found).toMatchObject({
      namespace: 'pipelines',
      runs: [{ job: 'j' }],
    });
  });

  it('lists the parts that a caller may not read, such as Promises or Pods', async () => {
    test.script({
      [object]: promised,
      [promise]: rbacRefusal('get', 'promises', 'platform.kratix.io', ''),
      [jobsIn('team-a')]: job,
      [podsIn('team-a')]: rbacRefusal('list', 'pods'),
    });
    const { runs, unavailable } = await test.services.pipelines.list(
      ref,
      caller,
    );
    expect(runs).toMatchObject([{ job: 'j', podsGone: false }]);
    expect(unavailable.map(({ part, code }) => [part, code])).toEqual([
      ['promise', 'forbidden'],
      ['pods', 'forbidden'],
    ]);
  });

  it('throws when the caller may read neither Jobs nor Pods', async () => {
    test.script({
      [object]: promised,
      [promise]: workflows({}),
      [jobsIn('team-a')]: rbacRefusal('list', 'jobs', 'batch'),
      [podsIn('team-a')]: rbacRefusal('list', 'pods'),
    });
    await expect(
      test.services.pipelines.list(ref, caller),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('returns no runs for a request that Kratix has not picked up, without further calls', async () => {
    test.script({ [object]: { body: { metadata: {} } } });
    await expect(test.services.pipelines.list(ref, caller)).resolves.toEqual({
      runs: [],
      unavailable: [],
    });
    expect(test.sent()).toHaveLength(1);
  });

  it.each<[string, JsonObject]>([
    ['another kind', { api: apiOf('Bucket') }],
    [
      'a kind of another group',
      { api: { spec: { ...apiOf('Database').spec, group: 'example.com' } } },
    ],
    ['no kind at all', {}],
  ])(
    'S2: returns no runs for an object with the label of a Promise of %s',
    async (_, spec) => {
      test.script({
        [object]: promised,
        [promise]: { body: { metadata: { name: 'db' }, spec } },
      });
      await expect(test.services.pipelines.list(ref, caller)).resolves.toEqual({
        runs: [],
        unavailable: [],
      });
      const log = { ...ref, pod: 'p', container: 'c' };
      await expect(
        test.services.logs.read(log, caller, async () => {
          throw new Error('delivered');
        }),
      ).rejects.toMatchObject({ code: 'not-found' });
      expect(test.sent().join()).not.toMatch(/jobs|pods/);
    },
  );

  it('throws not-found for a request that does not exist', async () => {
    await expect(
      test.services.pipelines.list(ref, caller),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
