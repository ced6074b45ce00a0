import { FakeEnvironment, FakePlatform, fakeLiveApi } from '../__testUtils__';
import type { LiveQuery } from '../types';

const QUEUES: LiveQuery = { apiVersion: 'demo.example.com/v1', kind: 'Queue' };

function queue(name: string, size = 1) {
  return { ...QUEUES, metadata: { name, namespace: 'team-a' }, spec: { size } };
}

function setUp() {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  const { store } = fakeLiveApi(platform, environment);
  const changes: string[] = [];
  const follow = (query: LiveQuery) =>
    store.subscribe(query, () => changes.push(query.kind));
  const names = (query = QUEUES) =>
    store.getCollection(query).items.map(({ metadata }) => metadata.name);
  return { platform, environment, store, changes, follow, names };
}

describe('LiveStore', () => {
  it('follows the objects of a query', async () => {
    const { platform, environment, store, follow, names } = setUp();
    platform.put(queue('orders'));
    follow(QUEUES);
    expect(store.getCollection(QUEUES).status).toBe('loading');

    await environment.advance(200);
    expect(store.getCollection(QUEUES).status).toBe('live');
    expect(names()).toEqual(['orders']);

    platform.put(queue('invoices'));
    platform.remove(queue('orders'));
    await environment.advance(200);
    expect(names()).toEqual(['invoices']);
    expect(
      [...store.getCollection(QUEUES).deleted.values()].map(
        ({ object }) => object.metadata.name,
      ),
    ).toEqual(['orders']);
  });
});
