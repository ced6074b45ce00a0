import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  FakeEnvironment,
  FakePlatform,
  fakeLiveApi,
  type ObjectInput,
} from '../__testUtils__';
import type { LiveConnection, LiveQuery } from '../types';

const QUEUES: LiveQuery = { apiVersion: 'demo.example.com/v1', kind: 'Queue' };
const TOPICS: LiveQuery = { apiVersion: 'demo.example.com/v1', kind: 'Topic' };

function queue(name: string, size = 1): ObjectInput {
  return { ...QUEUES, metadata: { name, namespace: 'team-a' }, spec: { size } };
}

function setUp() {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  const { store } = fakeLiveApi(platform, environment);
  const commits: string[] = [];
  return {
    platform,
    environment,
    store,
    /** The kinds of the collections that changed, in order. */
    commits,
    follow: (query: LiveQuery = QUEUES) =>
      store.subscribe(query, () => commits.push(query.kind)),
    names: (query: LiveQuery = QUEUES) =>
      store.getCollection(query).items.map(({ metadata }) => metadata.name),
    status: (query: LiveQuery = QUEUES) => store.getCollection(query).status,
    /** The subscriptions of each call that opened a stream. */
    streams: () =>
      platform.calls
        .filter(({ method }) => method === 'watchMany')
        .map(
          ({ input }) => input as { kind: string; resourceVersion?: string }[],
        ),
    callsOf: (method: string) =>
      platform.calls.filter(call => call.method === method).length,
    /** Time passes, and the backend sends its comments. */
    async advance(milliseconds: number) {
      for (let rest = milliseconds; rest > 0; rest -= 20_000) {
        await environment.advance(Math.min(rest, 20_000));
        platform.comment();
      }
    },
  };
}

describe('LiveStore', () => {
  describe('subscriptions', () => {
    it('follows the objects of a query', async () => {
      const { platform, environment, store, follow, names, status } = setUp();
      platform.put(queue('orders'));
      follow();
      expect(status()).toBe('loading');

      await environment.advance(200);
      expect(status()).toBe('live');
      expect(names()).toEqual(['orders']);

      platform.put(queue('invoices'));
      platform.remove(queue('orders'));
      await environment.advance(200);
      expect(names()).toEqual(['invoices']);
      const [buried] = store.getCollection(QUEUES).deleted.values();
      expect(buried.object.metadata.name).toBe('orders');
      expect(buried.deletedAt).toBeLessThanOrEqual(environment.now());
    });

    it('opens one stream for all queries of a page', async () => {
      const { environment, follow, streams } = setUp();
      follow(QUEUES);
      follow(TOPICS);
      follow({ ...QUEUES, namespace: 'team-a' });
      follow({ ...QUEUES });
      await environment.advance(1_000);

      expect(streams()).toHaveLength(1);
      expect(streams()[0]).toHaveLength(3);
    });

    it('continues with its cursors when the set of queries changes', async () => {
      const { platform, environment, follow, streams, names, status } = setUp();
      platform.put(queue('orders'));
      follow(QUEUES);
      await environment.advance(1_000);
      follow(TOPICS);
      await environment.advance(1_000);

      expect(streams()).toHaveLength(2);
      expect(streams()[1]).toMatchObject([
        { kind: 'Queue', resourceVersion: expect.any(String) },
        { kind: 'Topic' },
      ]);
      expect(streams()[1][1].resourceVersion).toBeUndefined();
      expect(names()).toEqual(['orders']);
      expect(status()).toBe('live');
      expect(platform.openStreams).toBe(1);
    });

    it('never shows a reopening that succeeds at once', async () => {
      const { environment, store, follow, commits } = setUp();
      const connection: string[] = [];
      store.subscribeConnection(() => connection.push(store.connection.status));
      follow(QUEUES);
      await environment.advance(1_000);
      follow(TOPICS);
      await environment.advance(5_000);

      expect(connection).toEqual(['connecting', 'live']);
      expect(commits).toEqual(['Queue', 'Topic']);
    });

    it('keeps the objects for the next page, and ends the stream when no page needs it', async () => {
      const { platform, environment, follow, names, advance } = setUp();
      platform.put(queue('orders'));
      follow()();
      const leave = follow();
      await environment.advance(1_000);
      leave();
      await advance(20_000);
      expect(names()).toEqual(['orders']);

      const leaveAgain = follow();
      await advance(60_000);
      expect(platform.openStreams).toBe(1);

      leaveAgain();
      await advance(40_000);
      expect(platform.openStreams).toBe(0);
      expect(names()).toEqual([]);
    });

    it('puts more than 50 queries into a second stream and reads the lists of the rest', async () => {
      const { platform, environment, follow, streams, callsOf, status } =
        setUp();
      const queries = Array.from({ length: 103 }, (_, index) => ({
        ...QUEUES,
        namespace: `team-${index}`,
      }));
      const leaves = queries.map(query => follow(query));
      await environment.advance(1_000);

      expect(streams().map(each => each.length)).toEqual([50, 50]);
      expect(callsOf('listResources')).toBe(3);
      expect(queries.map(query => status(query))).toEqual([
        ...Array(100).fill('live'),
        ...Array(3).fill('polling'),
      ]);

      leaves[0]();
      leaves[1]();
      leaves[60]();
      await environment.advance(40_000);
      expect(status(queries[102])).toBe('live');
      // The first stream lost two queries and got two others at once, the second one lost one and got one.
      expect(streams().length).toBeLessThanOrEqual(6);
      expect(platform.subscriptions).toHaveLength(100);
    });

    it('waits for a running list before it changes the set, so that the list is not sent twice', async () => {
      const { platform, environment, follow, streams } = setUp();
      platform.goSilent();
      follow(QUEUES);
      await environment.advance(100);
      follow(TOPICS);
      await environment.advance(300);
      expect(streams()).toHaveLength(1);

      await environment.advance(300);
      expect(streams()).toHaveLength(2);
    });
  });

  describe('commits', () => {
    it('keeps the identity of objects that did not change, and of the list if none did', async () => {
      const { platform, environment, store, follow } = setUp();
      platform.put(queue('orders'));
      platform.put(queue('invoices'));
      follow();
      await environment.advance(1_000);
      const before = store.getCollection(QUEUES).items;

      platform.relist();
      platform.cut();
      await environment.advance(5_000);
      expect(store.getCollection(QUEUES).items).toBe(before);

      platform.put(queue('invoices', 2));
      await environment.advance(1_000);
      const after = store.getCollection(QUEUES).items;
      expect(after[0]).toBe(before[0]);
      expect(after[1]).not.toBe(before[1]);
      expect(after[1].spec).toEqual({ size: 2 });
    });

    it('commits at most ten times a second', async () => {
      const { platform, environment, store, follow, commits } = setUp();
      follow();
      await environment.advance(1_000);
      commits.length = 0;
      for (let size = 0; size < 200; size++) {
        platform.put(queue('orders', size));
        await environment.advance(10);
      }
      await environment.advance(100);

      expect(commits.length).toBeGreaterThan(15);
      expect(commits.length).toBeLessThanOrEqual(21);
      expect(store.getCollection(QUEUES).items[0].spec).toEqual({ size: 199 });
    });

    it('does not notify components of other collections', async () => {
      const { platform, environment, follow, commits } = setUp();
      follow(QUEUES);
      follow(TOPICS);
      await environment.advance(1_000);
      commits.length = 0;
      platform.put(queue('orders'));
      await environment.advance(1_000);

      expect(commits).toEqual(['Queue']);
    });

    it('shows a list only when it is complete', async () => {
      const { platform, environment, store, follow } = setUp();
      platform.put(queue('orders'));
      const sizes: number[] = [];
      store.subscribe(QUEUES, () =>
        sizes.push(store.getCollection(QUEUES).items.length),
      );
      follow();
      await environment.advance(1_000);

      expect(sizes).toEqual([1]);
    });

    it('keeps at most 500 deleted objects', async () => {
      const { platform, environment, store, follow } = setUp();
      follow();
      await environment.advance(1_000);
      for (let index = 0; index < 510; index++) {
        platform.put(queue(`queue-${index}`));
        platform.remove(queue(`queue-${index}`));
        await environment.advance(10);
      }
      await environment.advance(1_000);
      const { deleted } = store.getCollection(QUEUES);

      expect(deleted.size).toBe(500);
      const [oldest] = deleted.values();
      expect(oldest.object.metadata.name).toBe('queue-10');
    });

    it('forgets that an object was deleted when it is in the list again', async () => {
      const { platform, environment, store, follow } = setUp();
      const labelled = { ...QUEUES, labelSelector: 'size=1' };
      const put = (size: string) =>
        platform.put({
          ...QUEUES,
          metadata: { name: 'orders', namespace: 'team-a', labels: { size } },
        });
      follow(labelled);
      put('1');
      await environment.advance(1_000);
      put('2');
      await environment.advance(1_000);
      expect(store.getCollection(labelled).deleted.size).toBe(1);

      put('1');
      await environment.advance(1_000);
      expect(store.getCollection(labelled).deleted.size).toBe(0);
      expect(store.getCollection(labelled).items).toHaveLength(1);
    });
  });

  describe('interruptions', () => {
    it.each([
      ['the connection breaks', (platform: FakePlatform) => platform.cut()],
      [
        'the backend restarts',
        (platform: FakePlatform) => platform.end('shutdown'),
      ],
      [
        'the token is renewed',
        (platform: FakePlatform) => platform.end('token-expired'),
      ],
      [
        'the time limit is reached',
        (platform: FakePlatform) => platform.end('time-limit'),
      ],
      [
        'the reader was too slow',
        (platform: FakePlatform) => platform.end('slow-client'),
      ],
      [
        'the API server ends the watch',
        (platform: FakePlatform) => platform.end('cluster-ended'),
      ],
    ])(
      'continues without a second list when %s',
      async (_, interrupt: (platform: FakePlatform) => void) => {
        const { platform, advance, follow, names, status, streams } = setUp();
        platform.put(queue('orders'));
        follow();
        await advance(10_000);
        interrupt(platform);
        platform.put(queue('invoices'));
        await advance(3_000);

        expect(status()).toBe('live');
        expect(names()).toEqual(['orders', 'invoices']);
        expect(streams()).toHaveLength(2);
        expect(streams()[1][0].resourceVersion).toBeDefined();
      },
    );

    it('shows nothing of a token renewal', async () => {
      const { platform, advance, follow, commits, store } = setUp();
      const connection: string[] = [];
      follow();
      await advance(10_000);
      commits.length = 0;
      store.subscribeConnection(() => connection.push(store.connection.status));
      platform.end('token-expired');
      await advance(10_000);

      expect(commits).toEqual([]);
      expect(connection).toEqual([]);
    });

    it('keeps the items with their age while the connection is lost', async () => {
      const { platform, environment, advance, store, follow, names } = setUp();
      platform.put(queue('orders'));
      follow();
      await advance(10_000);
      const lost = environment.now();
      platform.goDown();
      await advance(20_000);

      expect(names()).toEqual(['orders']);
      const { status, asOf, error } = store.getCollection(QUEUES);
      expect(status).toBe('reconnecting');
      expect(asOf).toBeLessThanOrEqual(lost);
      expect(asOf).toBeGreaterThan(lost - 20_000);
      expect(error?.code).toBe('internal');
      expect(store.connection).toMatchObject({
        status: 'reconnecting',
        retryAt: expect.any(Number),
      });
    });

    it('waits longer after each failure, at most half a minute', async () => {
      const { platform, environment, follow, streams } = setUp();
      environment.nextRandom = () => 1;
      platform.goDown();
      follow();
      const attempts: number[] = [];
      for (let second = 0; second < 100; second++) {
        const before = streams().length;
        await environment.advance(1_000);
        if (streams().length > before) {
          attempts.push(second);
        }
      }

      expect(attempts).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    });

    it.each([
      [
        'the network is back',
        ({ environment }: ReturnType<typeof setUp>) => environment.goOnline(),
      ],
      [
        'the tab is shown',
        ({ environment }: ReturnType<typeof setUp>) =>
          environment.setHidden(false),
      ],
      [
        'the user asks for it',
        ({ store }: ReturnType<typeof setUp>) => store.connection.retry(),
      ],
    ])('reconnects at once when %s', async (_, act) => {
      const world = setUp();
      const { platform, environment, follow, status } = world;
      platform.goDown();
      follow();
      await environment.advance(50_000);
      platform.comeBack();
      act(world);
      await environment.advance(100);

      expect(status()).toBe('live');
    });

    it('continues after the computer has slept, although the stream did not end', async () => {
      const { platform, environment, advance, follow, names, streams } =
        setUp();
      platform.put(queue('orders'));
      follow();
      await advance(10_000);
      platform.goSilent();
      platform.put(queue('invoices'));
      platform.comeBack();
      await environment.sleep(3_600_000);
      await environment.advance(1_000);

      expect(names()).toEqual(['orders', 'invoices']);
      expect(streams()[1][0].resourceVersion).toBeDefined();
    });

    it('takes 45 seconds of silence for a lost connection', async () => {
      const { platform, environment, advance, follow, status, streams } =
        setUp();
      follow();
      await advance(20_000);
      platform.goSilent();
      await environment.advance(44_000);
      expect(streams()).toHaveLength(1);
      platform.comeBack();
      await environment.advance(2_000);

      expect(streams()).toHaveLength(2);
      expect(status()).toBe('live');
    });

    it('lists again where the cluster has forgotten the changes, and notices what was deleted', async () => {
      const { platform, advance, store, follow, names } = setUp();
      platform.put(queue('orders'));
      platform.put(queue('invoices'));
      follow();
      await advance(10_000);
      platform.goDown();
      platform.remove(queue('orders'));
      platform.compact();
      await advance(10_000);
      platform.comeBack();
      await advance(40_000);

      expect(names()).toEqual(['invoices']);
      expect(store.getCollection(QUEUES).deleted.size).toBe(1);
    });
  });

  describe('one subscription', () => {
    it('is refused alone, and tried again every minute, then less often', async () => {
      const { platform, advance, store, follow, status, streams } = setUp();
      platform.refuse({ kind: 'Topic' });
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);

      expect(status(QUEUES)).toBe('live');
      expect(status(TOPICS)).toBe('refused');
      expect(store.getCollection(TOPICS).error?.code).toBe('forbidden');
      expect(store.connection.status).toBe('live');
      const before = streams().length;
      await advance(600_000);
      expect(streams().length - before).toBe(3);
      expect(status(QUEUES)).toBe('live');

      platform.allowAll();
      await advance(300_000);
      expect(status(TOPICS)).toBe('live');
    });

    it('keeps its items when the right is taken away', async () => {
      const { platform, advance, follow, names, status } = setUp();
      platform.put(queue('orders'));
      follow();
      await advance(1_000);
      platform.refuse({ kind: 'Queue' });
      await advance(1_000);

      expect(status()).toBe('refused');
      expect(names()).toEqual(['orders']);
    });

    it('waits as long as the backend asks', async () => {
      const { platform, advance, follow, status, streams } = setUp();
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);
      platform.endSubscriptions(
        { kind: 'Topic' },
        new SkeError({
          code: 'too-many-requests',
          message: 'Too many requests.',
          retryAfterSeconds: 12,
        }),
      );
      await advance(11_000);
      expect(status(TOPICS)).toBe('reconnecting');
      expect(status(QUEUES)).toBe('live');
      expect(streams()).toHaveLength(1);

      await advance(2_000);
      expect(status(TOPICS)).toBe('live');
    });
  });

  describe('the session', () => {
    it('stops all calls when the session has ended, and keeps the items', async () => {
      const { platform, environment, advance, store, follow, names } = setUp();
      platform.put(queue('orders'));
      follow();
      await advance(10_000);
      platform.endSession();
      await advance(1_000);
      const calls = platform.calls.length;
      await advance(3_600_000);

      expect(platform.calls).toHaveLength(calls);
      expect(store.connection).toMatchObject({
        status: 'signed-out',
        error: { code: 'session-ended' },
      });
      expect(store.getCollection(QUEUES)).toMatchObject({
        status: 'signed-out',
        error: { code: 'session-ended' },
      });
      expect(store.getCollection(QUEUES).asOf).toBeLessThan(
        environment.now() - 3_000_000,
      );
      expect(names()).toEqual(['orders']);
    });

    it('continues after the user has signed in by a click', async () => {
      const { platform, advance, store, follow, names, status } = setUp();
      follow();
      await advance(10_000);
      platform.endSession();
      await advance(60_000);
      platform.put(queue('orders'));
      store.connection.retry();
      await advance(1_000);

      expect(status()).toBe('live');
      expect(names()).toEqual(['orders']);
    });

    it('makes one call when the tab is shown again, and stays signed out if it fails', async () => {
      const { platform, environment, advance, store, follow } = setUp();
      follow();
      await advance(10_000);
      platform.endSession();
      await advance(60_000);
      const calls = platform.calls.length;
      environment.setHidden(true);
      environment.setHidden(false);
      await advance(60_000);
      expect(platform.calls.slice(calls).map(({ method }) => method)).toEqual([
        'whoAmI',
      ]);
      expect(store.connection.status).toBe('signed-out');

      platform.signIn();
      environment.setHidden(true);
      environment.setHidden(false);
      await advance(1_000);
      expect(store.connection.status).toBe('live');
    });

    it('signs out when the backend rejects a fresh token too', async () => {
      const { platform, advance, store, follow, streams } = setUp();
      platform.goDown(
        new SkeError({ code: 'no-credentials', message: 'No longer valid.' }),
      );
      follow();
      await advance(60_000);

      expect(streams()).toHaveLength(2);
      expect(store.connection.status).toBe('signed-out');
    });
  });

  describe('a hidden tab', () => {
    it('closes the stream after 30 seconds, and continues when it is shown', async () => {
      const { platform, environment, advance, store, follow, names, streams } =
        setUp();
      platform.put(queue('orders'));
      follow();
      await advance(10_000);
      environment.setHidden(true);
      await advance(29_000);
      expect(platform.openStreams).toBe(1);

      await advance(2_000);
      expect(platform.openStreams).toBe(0);
      expect(store.connection.status).toBe('hidden');
      const calls = platform.calls.length;
      await advance(600_000);
      expect(platform.calls).toHaveLength(calls);

      platform.put(queue('invoices'));
      environment.setHidden(false);
      await advance(1_000);
      expect(names()).toEqual(['orders', 'invoices']);
      expect(streams()).toHaveLength(2);
      expect(streams()[1][0].resourceVersion).toBeDefined();
    });

    it('keeps the stream when it is shown again soon', async () => {
      const { environment, advance, follow, streams } = setUp();
      follow();
      await advance(10_000);
      environment.setHidden(true);
      await advance(20_000);
      environment.setHidden(false);
      await advance(60_000);

      expect(streams()).toHaveLength(1);
    });
  });

  describe('where a proxy buffers streams', () => {
    it('reads lists, and says so', async () => {
      const { platform, environment, store, follow, names, status, streams } =
        setUp();
      platform.goSilent();
      platform.put(queue('orders'));
      follow();
      await environment.advance(91_000);
      expect(streams()).toHaveLength(2);
      expect(store.connection.status).toBe('polling');
      expect(status()).toBe('polling');
      expect(names()).toEqual(['orders']);

      platform.put(queue('invoices'));
      await environment.advance(11_000);
      expect(names()).toEqual(['orders', 'invoices']);
    });

    it('reads one object by its name', async () => {
      const { platform, environment, store, follow, status } = setUp();
      const orders = { ...QUEUES, namespace: 'team-a', name: 'orders' };
      platform.goSilent();
      follow(orders);
      await environment.advance(91_000);
      expect(status(orders)).toBe('polling');
      expect(store.getCollection(orders).items).toEqual([]);

      platform.put(queue('orders'));
      await environment.advance(11_000);
      expect(store.getCollection(orders).items).toHaveLength(1);
    });

    it('tries streams again after some minutes, from where the lists were', async () => {
      const { platform, environment, follow, status, streams } = setUp();
      platform.goSilent();
      follow();
      await environment.advance(100_000);
      platform.comeBack();
      await environment.advance(180_000);

      expect(status()).toBe('live');
      expect(streams()).toHaveLength(3);
      expect(streams()[2][0].resourceVersion).toBeDefined();
    });

    it('is refused and signed out as with streams', async () => {
      const { platform, environment, store, follow, status } = setUp();
      platform.goSilent();
      platform.refuse({ kind: 'Topic' });
      follow(QUEUES);
      follow(TOPICS);
      await environment.advance(100_000);
      expect(status(TOPICS)).toBe('refused');
      expect(status(QUEUES)).toBe('polling');

      platform.endSession();
      await environment.advance(11_000);
      expect(store.connection.status).toBe('signed-out');
      const calls = platform.calls.length;
      await environment.advance(600_000);
      expect(platform.calls).toHaveLength(calls);
    });

    it('is used with a backend that has no POST /watch', async () => {
      const { platform, environment, store, follow } = setUp();
      platform.refuseStreams(
        new SkeError({ code: 'method-not-allowed', message: 'No POST here.' }),
      );
      follow();
      await environment.advance(1_000);

      expect(store.connection.status).toBe('polling');
      expect(store.getCollection(QUEUES).status).toBe('polling');
    });

    it('reconnects with a growing delay when the lists fail too, and tries streams when they succeed', async () => {
      const { platform, environment, store, follow, status } = setUp();
      platform.goSilent();
      follow();
      await environment.advance(100_000);
      platform.goDown();
      await environment.advance(15_000);
      expect(store.connection.status).toBe('reconnecting');
      expect(status()).toBe('reconnecting');

      platform.comeBack();
      await environment.advance(31_000);
      expect(status()).toBe('live');
      expect(store.connection.status).toBe('live');
    });
  });

  it('leaves no timer and no listener behind', async () => {
    const { platform, environment, store, follow } = setUp();
    const leave = follow();
    store.subscribeConnection(() => {});
    await environment.advance(5_000);
    platform.cut();
    await environment.advance(5_000);
    leave();
    store.close();

    expect(environment.leftovers).toBe(0);
    expect(platform.openStreams).toBe(0);
  });

  it('keeps the connection object until something changes', async () => {
    const { environment, store, follow } = setUp();
    follow();
    await environment.advance(1_000);
    const before: LiveConnection = store.connection;
    await environment.advance(1_000);

    expect(store.connection).toBe(before);
  });
});
