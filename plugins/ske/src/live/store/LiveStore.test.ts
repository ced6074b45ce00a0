import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { LiveConnection } from '../objects/types';
import {
  QUEUES,
  queue,
  setUpStore as setUp,
  TOPICS,
} from '../__testUtils__/setUpStore';

describe('LiveStore', () => {
  it('closes the streams of a tab that was opened in the background', async () => {
    const { platform, environment, follow, status } = setUp();
    environment.setHidden(true);
    platform.put(queue('orders'));
    follow();
    await environment.advance(1_000);
    expect(platform.openStreams).toBe(1);
    await environment.advance(40_000);
    expect(platform.openStreams).toBe(0);

    environment.setHidden(false);
    await environment.advance(1_000);
    expect(status()).toBe('live');
  });

  describe('the mark that the page is live', () => {
    it('is absent while the cluster has not responded, although the stream is open', async () => {
      const { platform, advance, store, follow } = setUp();
      const seen: LiveConnection['live'][] = [];
      store.subscribeConnection(() => seen.push(store.connection.live));
      platform.hang({ kind: 'Queue' });
      follow();
      await advance(30_000);
      expect(store.connection.status).toBe('live');
      expect(new Set(seen)).toEqual(new Set([undefined]));

      platform.comeBack();
      platform.relist();
      await advance(1_000);
      expect(store.connection.live).toBe('all');
    });

    it('is absent while a part of the page has not been read', async () => {
      const { platform, advance, store, follow } = setUp();
      follow(QUEUES);
      await advance(1_000);
      expect(store.connection.live).toBe('all');

      platform.hang({ kind: 'Topic' });
      const leave = follow(TOPICS);
      await advance(10_000);
      expect(store.connection.live).toBeUndefined();
      leave();
      expect(store.connection.live).toBe('all');
    });

    it('is absent on a page that follows nothing', async () => {
      const { advance, store, follow } = setUp();
      const leave = follow();
      await advance(1_000);
      expect(store.connection.live).toBe('all');

      leave();
      expect(store.connection).toMatchObject({ status: 'live' });
      expect(store.connection.live).toBeUndefined();
    });
  });

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

    it('does not show an interruption if the stream opens again at once', async () => {
      const { environment, store, follow, commits } = setUp();
      const connection: string[] = [];
      store.subscribeConnection(() => {
        const { status } = store.connection;
        if (status !== connection.at(-1)) {
          connection.push(status);
        }
      });
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
      // The first stream closed two queries and opened two others at once; the second stream closed one and opened one.
      expect(streams().length).toBeLessThanOrEqual(6);
      expect(platform.subscriptions).toHaveLength(100);
    });

    it('waits for a running list before it changes the set of queries, so that the list is not sent twice', async () => {
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
    it('returns the same JavaScript objects for unchanged objects, and the same list if no object changed', async () => {
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

    it('shows the error of a list that fails repeatedly, and continues to try', async () => {
      const { platform, environment, store, follow, status } = setUp();
      platform.refuse(
        { kind: 'Queue' },
        new SkeError({ code: 'cluster-error', message: 'A webhook is down.' }),
      );
      follow(QUEUES);
      follow(TOPICS);
      await environment.advance(200);
      expect(status(QUEUES)).toBe('loading');
      await environment.advance(2_000);
      expect(status(QUEUES)).toBe('refused');
      expect(store.getCollection(QUEUES).error?.code).toBe('cluster-error');
      expect(store.connection.status).toBe('live');

      platform.allowAll();
      await environment.advance(31_000);
      expect(status(QUEUES)).toBe('live');
    });

    it.each(['identity-rejected', 'cluster-unreachable'] as const)(
      'does not take %s for an error of the list',
      async code => {
        const { platform, environment, follow, status, streams } = setUp();
        platform.refuse({}, new SkeError({ code, message: 'It starts.' }));
        follow();
        await environment.advance(10_000);
        expect(streams().length).toBeGreaterThan(2);
        expect(status()).toBe('loading');
      },
    );

    it('shows an error of the whole cluster that lasts, because it may be about this list only', async () => {
      const { platform, environment, follow, status } = setUp();
      const error = { code: 'too-many-requests', message: 'Later.' } as const;
      platform.refuse({}, new SkeError(error));
      follow();
      await environment.advance(60_000);
      expect(status()).toBe('refused');
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

    it('no longer marks an object as deleted when the object is in the list again', async () => {
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
