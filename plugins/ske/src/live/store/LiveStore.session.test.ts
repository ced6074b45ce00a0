import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  QUEUES,
  queue,
  setUpStore as setUp,
} from '../__testUtils__/setUpStore';

describe('LiveStore', () => {
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
});
