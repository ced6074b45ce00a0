import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  QUEUES,
  queue,
  setUpStore as setUp,
  TOPICS,
} from '../__testUtils__/setUpStore';
import type { LiveStore } from './LiveStore';

function identityRejected(): SkeError {
  return new SkeError({
    code: 'identity-rejected',
    message: 'The cluster does not accept your sign-in.',
  });
}

/** Records the statuses of the connection from now on. */
function statusesOf(store: LiveStore): string[] {
  const statuses: string[] = [];
  store.subscribeConnection(() => statuses.push(store.connection.status));
  return statuses;
}

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

    it('makes one call when the tab is shown again, and stays signed out if the call fails', async () => {
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

    it('continues when several subscriptions report the same rejected token', async () => {
      const { platform, advance, store, follow, status } = setUp();
      const shown = statusesOf(store);
      follow(QUEUES);
      follow(TOPICS);
      await advance(10_000);
      platform.endSubscriptions({}, identityRejected());
      await advance(5_000);

      expect([status(QUEUES), status(TOPICS)]).toEqual(['live', 'live']);
      expect(shown).not.toContain('signed-out');
    });

    it('continues while a restarted API server rejects all tokens for some seconds', async () => {
      const { platform, advance, store, follow, names, status } = setUp();
      const shown = statusesOf(store);
      platform.put(queue('orders'));
      follow(QUEUES);
      follow(TOPICS);
      await advance(10_000);
      platform.refuse({}, identityRejected());
      await advance(20_000);
      expect(store.connection).toMatchObject({
        status: 'reconnecting',
        error: { code: 'identity-rejected' },
      });
      expect(names()).toEqual(['orders']);

      platform.allowAll();
      await advance(20_000);
      expect([status(QUEUES), status(TOPICS)]).toEqual(['live', 'live']);
      expect(shown).not.toContain('signed-out');
    });

    it('tries a fresh token at once when a whole stream is rejected', async () => {
      const { platform, environment, follow, status } = setUp();
      platform.goDown(identityRejected());
      follow();
      await environment.advance(30);
      platform.comeBack();
      await environment.advance(1_000);

      expect(status()).toBe('live');
    });

    it.each(['no-credentials', 'identity-rejected'] as const)(
      'ends when fresh tokens were rejected for half a minute with %s',
      async code => {
        const { platform, advance, store, follow, streams } = setUp();
        platform.goDown(new SkeError({ code, message: 'Rejected.' }));
        follow();
        await advance(29_000);
        expect(store.connection.status).toBe('reconnecting');

        await advance(31_000);
        expect(store.connection.status).toBe('signed-out');
        expect(streams().length).toBeLessThan(10);
      },
    );

    it('ends when every subscription of the streams was rejected for half a minute', async () => {
      const { platform, advance, store, follow } = setUp();
      follow(QUEUES);
      follow(TOPICS);
      await advance(10_000);
      platform.refuse({}, identityRejected());
      await advance(65_000);

      expect(store.connection).toMatchObject({
        status: 'signed-out',
        error: { code: 'identity-rejected' },
      });
    });
  });

  describe('the age of old data', () => {
    const HOURS = 3 * 3_600_000;

    it('is counted from when the tab was hidden, if the session ended while the tab was hidden', async () => {
      const { platform, environment, advance, store, follow } = setUp();
      follow();
      await advance(10_000);
      environment.setHidden(true);
      await advance(31_000);
      const hidden = environment.now();
      platform.endSession();
      await advance(HOURS);
      environment.setHidden(false);
      await advance(1_000);

      expect(store.connection).toMatchObject({
        status: 'signed-out',
        since: expect.any(Number),
      });
      expect(store.connection.since).toBeGreaterThan(hidden + HOURS - 1_000);
      expect(store.connection.asOf).toBeLessThanOrEqual(hidden);
      expect(store.connection.asOf).toBeGreaterThan(hidden - 31_000);
    });

    it('is counted from when the computer fell asleep', async () => {
      const { platform, environment, advance, store, follow } = setUp();
      follow();
      await advance(30_000);
      const asleep = environment.now();
      // The connection broke while the computer slept.
      platform.goSilent();
      platform.endSession();
      platform.comeBack();
      await environment.sleep(HOURS);
      await environment.advance(10_000);

      expect(store.connection.status).toBe('signed-out');
      expect(store.connection.asOf).toBeLessThanOrEqual(asleep);
      expect(store.connection.asOf).toBeGreaterThan(asleep - 31_000);
    });

    it('is not reset by failed attempts to reconnect', async () => {
      const { platform, environment, advance, store, follow } = setUp();
      follow();
      await advance(10_000);
      const lost = environment.now();
      platform.goDown();
      await advance(HOURS);
      expect(store.connection.status).toBe('reconnecting');
      expect(store.connection.asOf).toBeLessThanOrEqual(lost);

      store.retry();
      await advance(60_000);
      expect(store.connection.asOf).toBeLessThanOrEqual(lost);
      expect(store.getCollection(QUEUES).asOf).toBe(store.connection.asOf);
    });

    it('is counted from the last byte if nothing arrives any more', async () => {
      const { platform, environment, advance, store, follow } = setUp();
      follow();
      await advance(20_000);
      const lastByte = environment.now();
      platform.goSilent();
      platform.goDown();
      await environment.advance(60_000);

      expect(store.connection).toMatchObject({
        status: 'reconnecting',
        asOf: lastByte,
      });
    });

    it('is shown while the tab reconnects after a long time, and is absent when everything is live', async () => {
      const { platform, environment, advance, store, follow } = setUp();
      follow();
      await advance(10_000);
      environment.setHidden(true);
      await advance(HOURS);
      platform.goSilent();
      environment.setHidden(false);
      await environment.advance(2_000);
      expect(store.connection.status).toBe('reconnecting');
      expect(store.connection.asOf).toBeLessThan(
        environment.now() - HOURS + 60_000,
      );

      platform.comeBack();
      store.retry();
      await advance(1_000);
      expect(store.connection.status).toBe('live');
      expect(store.connection.asOf).toBeUndefined();
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
