import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { FakePlatform } from '../__testUtils__';
import {
  QUEUES,
  queue,
  setUpStore as setUp,
  TOPICS,
} from '../__testUtils__/setUpStore';

describe('LiveStore', () => {
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

    it('continues after the last event, so that no change is sent twice', async () => {
      const { platform, advance, follow, streams } = setUp();
      follow(QUEUES);
      follow(TOPICS);
      await advance(10_000);
      platform.put(queue('orders'));
      platform.put(queue('orders', 2));
      const { version } = platform.cluster;
      platform.put({ ...TOPICS, metadata: { name: 'news' } });
      await advance(1_000);
      platform.cut();
      await advance(3_000);

      expect(streams()[1].map(each => each.resourceVersion)).toEqual([
        `${version}`,
        `${version + 1}`,
      ]);
    });

    it('shows that the cluster cannot be reached although the backend can', async () => {
      const { platform, advance, follow, status, store, streams } = setUp();
      platform.refuse({ kind: 'Topic' });
      follow(QUEUES);
      follow(TOPICS);
      await advance(10_000);
      const shown: string[] = [];
      store.subscribeConnection(() => shown.push(store.connection.status));
      platform.refuse(
        { kind: 'Queue' },
        new SkeError({
          code: 'cluster-unreachable',
          message: 'The cluster cannot be reached.',
        }),
      );
      await advance(100_000);
      expect(status()).toBe('reconnecting');
      expect(store.connection).toMatchObject({
        status: 'reconnecting',
        retryAt: expect.any(Number),
        error: { code: 'cluster-unreachable' },
      });
      expect(new Set(shown)).toEqual(new Set(['reconnecting']));
      expect(streams().length).toBeLessThan(12);

      platform.allowAll();
      await advance(40_000);
      expect(status()).toBe('live');
      expect(store.connection.status).toBe('live');
    });

    it('shows no interruption while a token is renewed', async () => {
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

    it('shows an interruption as soon as the browser reports that it is offline, although the stream stays open', async () => {
      const { platform, environment, advance, follow, names, status, store } =
        setUp();
      platform.put(queue('orders'));
      follow();
      await advance(10_000);
      platform.goSilent();
      environment.goOffline();
      await environment.advance(100);

      expect(status()).toBe('reconnecting');
      expect(names()).toEqual(['orders']);
      expect(store.connection).toMatchObject({
        status: 'reconnecting',
        retryAt: expect.any(Number),
        error: { message: 'The browser has no network.' },
      });
    });

    it('continues from its cursor when the network is back, without a gap or a second list', async () => {
      const { platform, environment, advance, follow, names, status, streams } =
        setUp();
      platform.put(queue('orders'));
      follow();
      await advance(10_000);
      const { version } = platform.cluster;
      platform.goDown();
      environment.goOffline();
      platform.put(queue('invoices'));
      await environment.advance(120_000);
      expect(names()).toEqual(['orders']);
      const attempts = streams().length;
      platform.comeBack();
      environment.goOnline();
      await environment.advance(100);

      expect(status()).toBe('live');
      expect(names()).toEqual(['orders', 'invoices']);
      expect(streams()).toHaveLength(attempts + 1);
      expect(streams().at(-1)?.[0].resourceVersion).toBe(`${version}`);
    });

    it('stays live if the browser reports that it is offline but data still arrives', async () => {
      const { environment, advance, follow, status } = setUp();
      follow();
      await advance(10_000);
      environment.goOffline();
      await advance(3_000);

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

    it('treats the connection as lost if nothing arrives for 45 seconds', async () => {
      const { platform, environment, advance, follow, status, streams } =
        setUp();
      follow();
      await advance(20_000);
      platform.goSilent();
      await environment.advance(44_000);
      expect(streams()).toHaveLength(1);
      platform.comeBack();
      await environment.advance(2_000);
      platform.comment();
      await environment.advance(100);

      // The second stream is the probe that checks whether streams work.
      expect(streams()).toHaveLength(3);
      expect(status()).toBe('live');
    });

    it('relists if the cluster no longer has the changes, and notices deleted objects', async () => {
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
});
