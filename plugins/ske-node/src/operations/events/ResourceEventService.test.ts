import { caller } from '../__testUtils__/TestOperations';
import { rbacRefusal, TestServices } from '../__testUtils__/TestServices';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const ofGroup = '/apis/events.k8s.io/v1/namespaces/team-a/events';
const ofCore = '/api/v1/namespaces/team-a/events';
const one = {
  body: { items: [{ reason: 'A', type: 'Normal', eventTime: '2026-01-01' }] },
};

describe('ResourceEventService', () => {
  let test: TestServices;
  beforeEach(async () => {
    test = await TestServices.start();
  });
  afterEach(() => test.stop());

  it('lists the Events of exactly one object', async () => {
    test.script({ [ofGroup]: one });
    await test.services.events.list({ ...ref, uid: 'u-1' }, caller);
    expect(test.sent()).toEqual([
      `GET ${ofGroup}?fieldSelector=regarding.kind=Database,regarding.name=orders,regarding.uid=u-1&limit=500`,
    ]);
  });

  it('uses the older API as the same user when the newer one is refused', async () => {
    test.script({
      [ofGroup]: rbacRefusal('list', 'events', 'events.k8s.io'),
      [ofCore]: one,
    });
    const { events } = await test.services.events.list(ref, caller);
    expect(events).toHaveLength(1);
    expect(test.sent()[1]).toBe(
      `GET ${ofCore}?fieldSelector=involvedObject.kind=Database,involvedObject.name=orders&limit=500`,
    );
    expect(
      new Set(test.apiServer.requests.map(({ authorization }) => authorization))
        .size,
    ).toBe(1);
  });

  it('throws when both APIs are refused', async () => {
    test.script({
      [ofGroup]: rbacRefusal('list', 'events', 'events.k8s.io'),
      [ofCore]: rbacRefusal('list', 'events'),
    });
    await expect(test.services.events.list(ref, caller)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('may not list Event (events)'),
    });
  });

  it('does not use the older API after any other error', async () => {
    test.script({
      [ofGroup]: { code: 500, body: { kind: 'Status', message: 'no' } },
    });
    await expect(test.services.events.list(ref, caller)).rejects.toMatchObject({
      code: 'cluster-error',
    });
    expect(test.sent()).toHaveLength(1);
  });

  it('reads page by page up to a limit, and reports that there are more', async () => {
    test.script({
      [ofGroup]: query => ({
        body: {
          metadata: { continue: 'next' },
          items: Array.from({ length: Number(query.get('limit')) }, () => ({
            reason: 'Again',
            eventTime: '2026-01-01T00:00:00Z',
          })),
        },
      }),
    });
    const { events, truncated } = await test.services.events.list(ref, caller);
    expect(truncated).toBe(true);
    expect(events).toMatchObject([{ reason: 'Again', count: 2000 }]);
    expect(test.sent()).toHaveLength(4);
  });

  it('reads the Events of a cluster-scoped object in the namespace default', async () => {
    test.script({ '/apis/events.k8s.io/v1/namespaces/default/events': one });
    const { events } = await test.services.events.list(
      { apiVersion: ref.apiVersion, kind: 'Region', name: 'north' },
      caller,
    );
    expect(events).toHaveLength(1);
  });
});
