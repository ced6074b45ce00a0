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
const none = { body: { items: [] } };
const job = {
  body: {
    items: [{ metadata: { name: 'j', creationTimestamp: '2026-01-01' } }],
  },
};

describe('PipelineService', () => {
  let test: TestServices;
  beforeEach(async () => {
    test = await TestServices.start();
  });
  afterEach(() => test.stop());

  it('looks for them by the labels of the request, beside it', async () => {
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
      'labelSelector=kratix.io/promise-name=db,kratix.io/resource-name=orders&limit=500';
    expect(test.sent().slice(2)).toEqual([
      `GET ${jobsIn('team-a')}?${selector}`,
      `GET ${podsIn('team-a')}?${selector}`,
    ]);
  });

  it('looks in the namespace that the Promise chose, for those of this request’s own namespace', async () => {
    test.script({
      [object]: promised,
      [promise]: workflows({ pipelineNamespace: 'pipelines' }),
      [jobsIn('pipelines')]: job,
      [podsIn('pipelines')]: none,
    });
    const found = await test.services.pipelines.list(ref, caller);
    expect(found.namespace).toBe('pipelines');
    expect(test.sent()[2]).toContain(
      'kratix.io/resource-name=orders,kratix.io/resource-namespace=team-a',
    );
  });

  it('shows what it can to who may not read Promises, or not see Pods', async () => {
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

  it('is refused to who may see neither Jobs nor Pods', async () => {
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

  it('a request that Kratix has not taken up has none, and nothing more is asked', async () => {
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
    'S2: an object with the label of a Promise of %s reaches no pipelines of it',
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

  it('a request that is gone is not found', async () => {
    await expect(
      test.services.pipelines.list(ref, caller),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
