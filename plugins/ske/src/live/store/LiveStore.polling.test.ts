import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  QUEUES,
  queue,
  setUpStore as setUp,
  TOPICS,
} from '../__testUtils__/setUpStore';

describe('LiveStore', () => {
  describe('if a proxy buffers streams', () => {
    it('polls the lists, and sets the status to polling', async () => {
      const { platform, environment, store, follow, names, status, streams } =
        setUp();
      platform.goSilent();
      platform.put(queue('orders'));
      follow();
      await environment.advance(44_000);
      expect(store.connection.status).toBe('connecting');
      await environment.advance(2_000);
      expect(streams()).toHaveLength(1);
      expect(store.connection.status).toBe('polling');
      expect(status()).toBe('polling');
      expect(names()).toEqual(['orders']);

      platform.put(queue('invoices'));
      await environment.advance(11_000);
      expect(names()).toEqual(['orders', 'invoices']);
    });

    it('reads a new list at once, and the other lists one after the other', async () => {
      const { platform, environment, follow, status, callsOf } = setUp();
      platform.goSilent();
      const many = Array.from({ length: 30 }, (_, index) => ({
        ...QUEUES,
        namespace: `team-${index}`,
      }));
      many.forEach(follow);
      await environment.advance(60_000);
      const before = callsOf('listResources');
      follow(TOPICS);
      await environment.advance(1_000);
      expect(status(TOPICS)).toBe('polling');
      expect(callsOf('listResources')).toBe(before + 1);

      await environment.advance(5 * 60_000);
      const perMinute = (callsOf('listResources') - before) / 5;
      expect(perMinute).toBeLessThanOrEqual(20);
    });

    it('reads one object by its name', async () => {
      const { platform, environment, store, follow, status } = setUp();
      const orders = { ...QUEUES, namespace: 'team-a', name: 'orders' };
      platform.goSilent();
      follow(orders);
      await environment.advance(46_000);
      expect(status(orders)).toBe('polling');
      expect(store.getCollection(orders).items).toEqual([]);

      platform.put(queue('orders'));
      await environment.advance(11_000);
      expect(store.getCollection(orders).items).toHaveLength(1);
    });

    it('tries streams again after some minutes, from the resourceVersion of the last lists', async () => {
      const { platform, environment, follow, status, streams } = setUp();
      platform.goSilent();
      follow();
      await environment.advance(50_000);
      platform.comeBack();
      await environment.advance(180_000);
      platform.comment();
      await environment.advance(100);

      expect(status()).toBe('live');
      expect(streams()).toHaveLength(3);
      expect(streams()[2][0].resourceVersion).toBeDefined();
    });

    it('polls the lists while it tries streams, so that the page stays up to date', async () => {
      const { platform, environment, store, follow, names, streams } = setUp();
      platform.goSilent();
      follow();
      await environment.advance(50_000);
      const shown: string[] = [];
      store.subscribeConnection(() => shown.push(store.connection.status));
      for (let count = 1; count < 60; count++) {
        platform.put(queue(`queue-${count}`));
        await environment.advance(10_500);
        expect(names()).toHaveLength(count);
      }
      expect(shown).toEqual([]);
      // The store opens one stream at first, and then one about every four minutes.
      expect(streams()).toHaveLength(3);
    });

    it('polls as soon as a working stream sends nothing any more, and uses streams again when they work', async () => {
      const { platform, environment, store, follow, names, status } = setUp();
      follow();
      await environment.advance(20_000);
      platform.comment();
      platform.goSilent();
      platform.put(queue('orders'));
      await environment.advance(46_000);
      expect(names()).toEqual(['orders']);
      expect(status()).toBe('polling');

      platform.comeBack();
      store.retry();
      await environment.advance(1_000);
      platform.comment();
      await environment.advance(100);
      expect(status()).toBe('live');
    });

    it('does not use streams that pass on the list but no comments', async () => {
      const { platform, environment, store, follow, status, streams } = setUp();
      platform.put(queue('orders'));
      follow();
      // The fake sends no comments by itself.
      await environment.advance(46_000);
      expect(status()).toBe('polling');
      const shown: string[] = [];
      store.subscribeConnection(() => shown.push(store.connection.status));
      await environment.advance(600_000);
      expect(shown).toEqual([]);
      expect(streams().length).toBeLessThan(6);
    });

    it('tries no streams while the tab is hidden', async () => {
      const { platform, environment, follow, streams } = setUp();
      platform.goSilent();
      follow();
      await environment.advance(50_000);
      environment.setHidden(true);
      await environment.advance(600_000);
      expect(streams()).toHaveLength(1);
      expect(platform.openStreams).toBe(0);
    });

    it('shows an interruption as soon as the browser reports that it is offline', async () => {
      const { platform, environment, store, follow, names, status } = setUp();
      platform.goSilent();
      platform.put(queue('orders'));
      follow();
      await environment.advance(50_000);
      environment.goOffline();
      await environment.advance(100);
      expect(status()).toBe('reconnecting');
      expect(store.connection.status).toBe('reconnecting');

      platform.comeBack();
      environment.goOnline();
      platform.put(queue('invoices'));
      await environment.advance(1_000);
      expect(names()).toEqual(['orders', 'invoices']);
      expect(status()).toBe('polling');
      platform.comment();
      await environment.advance(100);
      expect(status()).toBe('live');
    });

    it('handles a refusal and the end of the session as with streams', async () => {
      const { platform, environment, store, follow, status } = setUp();
      platform.goSilent();
      platform.refuse({ kind: 'Topic' });
      follow(QUEUES);
      follow(TOPICS);
      await environment.advance(50_000);
      expect(status(TOPICS)).toBe('refused');
      expect(status(QUEUES)).toBe('polling');

      platform.endSession();
      await environment.advance(11_000);
      expect(store.connection.status).toBe('signed-out');
      const calls = platform.calls.length;
      await environment.advance(600_000);
      expect(platform.calls).toHaveLength(calls);
    });

    it('retries with a fresh token after the backend has rejected a token, as with streams', async () => {
      const { platform, environment, store, follow, status } = setUp();
      platform.goSilent();
      follow();
      await environment.advance(50_000);
      platform.refuse(
        {},
        new SkeError({ code: 'identity-rejected', message: 'Not accepted.' }),
      );
      await environment.advance(11_000);
      expect(store.connection.status).toBe('reconnecting');

      platform.allowAll();
      await environment.advance(10_000);
      expect(store.connection.status).toBe('polling');
      expect(status()).toBe('polling');
    });

    it('reads the other lists while one fails, and keeps them current', async () => {
      const { platform, environment, store, follow, names, status, callsOf } =
        setUp();
      platform.goSilent();
      platform.refuse(
        { kind: 'Queue' },
        new SkeError({
          code: 'cluster-error',
          message: 'The webhook is down.',
        }),
      );
      follow(QUEUES);
      follow(TOPICS);
      await environment.advance(50_000);
      expect(status(TOPICS)).toBe('polling');
      expect(store.connection.status).toBe('polling');
      expect(store.getCollection(QUEUES).error?.code).toBe('cluster-error');

      platform.put({ ...TOPICS, metadata: { name: 'news' } });
      await environment.advance(11_000);
      expect(names(TOPICS)).toEqual(['news']);
      const before = callsOf('listResources');
      await environment.advance(300_000);
      expect((callsOf('listResources') - before) / 5).toBeLessThan(10);

      platform.allowAll();
      await environment.advance(31_000);
      expect(status(QUEUES)).toBe('polling');
    });

    it('shows that the connection is lost if all lists fail', async () => {
      const { platform, environment, store, follow } = setUp();
      platform.goSilent();
      follow(QUEUES);
      follow(TOPICS);
      await environment.advance(50_000);
      platform.refuse(
        {},
        new SkeError({ code: 'cluster-error', message: 'It is down.' }),
      );
      await environment.advance(15_000);
      expect(store.connection.status).toBe('reconnecting');

      platform.allowAll();
      await environment.advance(20_000);
      expect(store.connection.status).toBe('polling');
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

    it('is used if other tabs use all the streams that the user may have', async () => {
      const { platform, environment, store, follow, status, streams } = setUp();
      platform.refuseStreams(
        new SkeError({
          code: 'too-many-requests',
          message: 'You have ten streams already.',
          retryAfterSeconds: 5,
        }),
      );
      follow();
      await environment.advance(4_000);
      expect(streams()).toHaveLength(1);
      expect(store.connection.status).toBe('reconnecting');

      await environment.advance(16_000);
      expect(streams()).toHaveLength(3);
      expect(status()).toBe('polling');
    });

    it('reconnects with a growing delay when the lists fail too, and tries streams when they succeed', async () => {
      const { platform, environment, store, follow, status } = setUp();
      platform.goSilent();
      follow();
      await environment.advance(50_000);
      platform.goDown();
      await environment.advance(15_000);
      expect(store.connection.status).toBe('reconnecting');
      expect(status()).toBe('reconnecting');

      platform.comeBack();
      await environment.advance(31_000);
      platform.comment();
      await environment.advance(100);
      expect(status()).toBe('live');
      expect(store.connection.status).toBe('live');
    });
  });
});
