import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { caller } from '../__testUtils__/TestOperations';
import { ScriptedResponse, TestServices } from '../__testUtils__/TestServices';

const query = { apiVersion: 'demo.example.com/v1', kind: 'Database' };
const all = '/apis/demo.example.com/v1/databases';
const inTeamA = '/apis/demo.example.com/v1/namespaces/team-a/databases';

const item = (namespace: string, name: string) => ({
  metadata: { namespace, name, managedFields: [{ manager: 'kubectl' }] },
});

const list: ScriptedResponse = {
  body: {
    metadata: { resourceVersion: '7', continue: 'more', remainingItemCount: 4 },
    items: [item('team-a', 'orders'), item('team-b', 'bills')],
  },
};

describe('ResourceListService', () => {
  let test: TestServices;
  afterEach(() => test.stop());

  it('adds apiVersion and kind to each item, and removes managedFields', async () => {
    test = await TestServices.start();
    test.script({ [all]: list });
    await expect(test.services.lists.list(query, caller)).resolves.toEqual({
      ...query,
      namespaced: true,
      items: [
        { ...query, metadata: { namespace: 'team-a', name: 'orders' } },
        { ...query, metadata: { namespace: 'team-b', name: 'bills' } },
      ],
      resourceVersion: '7',
      continue: 'more',
      remainingItemCount: 4,
    });
    expect(test.sent()).toEqual([`GET ${all}?limit=100`]);
  });

  it('throws expired for a continue token that is too old', async () => {
    test = await TestServices.start();
    test.script({
      [all]: { code: 410, body: { kind: 'Status', reason: 'Expired' } },
    });
    await expect(
      test.services.lists.list({ ...query, continue: 'old' }, caller),
    ).rejects.toMatchObject({ code: 'expired', status: 410 });
  });

  it('denies the list by the portal’s policy before any call to the cluster', async () => {
    test = await TestServices.start({
      policy: () => ({ result: AuthorizeResult.DENY }),
    });
    await expect(test.services.lists.list(query, caller)).rejects.toMatchObject(
      { code: 'forbidden', message: expect.stringContaining('policy') },
    );
    expect(test.apiServer.requests).toEqual([]);
    expect(test.audited).toMatchObject([
      { eventId: 'resource-list', isSuccess: false, meta: { verb: 'list' } },
    ]);
  });

  it('hides namespaces by the portal’s policy', async () => {
    test = await TestServices.start({
      policy: () => ({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'ske',
        resourceType: 'ske-resource',
        conditions: {
          rule: 'IN_NAMESPACE',
          resourceType: 'ske-resource',
          params: { namespaces: ['team-a'] },
        },
      }),
    });
    test.script({ [all]: list, [inTeamA]: list });
    const { items } = await test.services.lists.list(query, caller);
    expect(items.map(({ metadata }: any) => metadata.name)).toEqual(['orders']);
    await expect(
      test.services.lists.list({ ...query, namespace: 'team-b' }, caller),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lists the kind of a Promise', async () => {
    test = await TestServices.start();
    test.script({
      '/apis/platform.kratix.io/v1alpha1/promises/db': {
        body: {
          metadata: { name: 'db' },
          spec: {
            api: {
              spec: {
                group: 'demo.example.com',
                names: { kind: 'Database' },
                versions: [{ name: 'v1', storage: true }],
              },
            },
          },
        },
      },
      [inTeamA]: list,
    });
    const found = await test.services.lists.list(
      { promise: 'db', namespace: 'team-a' },
      caller,
    );
    expect(found).toMatchObject(query);
  });
});
