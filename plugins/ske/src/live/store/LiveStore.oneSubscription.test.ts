import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  QUEUES,
  queue,
  setUpStore as setUp,
  TOPICS,
} from '../__testUtils__/setUpStore';

describe('LiveStore', () => {
  describe('one subscription', () => {
    it('is refused without an effect on the other collections, and is retried every minute, then less often', async () => {
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

    it.each(['kind-not-served', 'forbidden'] as const)(
      'is tried again soon if a restarted API server responds with %s',
      async code => {
        const { platform, environment, advance, follow, names, status } =
          setUp();
        platform.put(queue('orders'));
        follow(QUEUES);
        follow(TOPICS);
        await advance(10_000);
        platform.refuse(
          { kind: 'Queue' },
          new SkeError({ code, message: 'The API server has just started.' }),
        );
        await advance(1_000);
        expect(status(QUEUES)).toBe('refused');
        expect(names(QUEUES)).toEqual(['orders']);
        expect(status(TOPICS)).toBe('live');

        platform.remove(queue('orders'));
        platform.allowAll();
        await environment.advance(3_000);

        expect(status(QUEUES)).toBe('live');
        expect(names(QUEUES)).toEqual([]);
      },
    );

    it('is tried again less and less often while it stays refused', async () => {
      const { platform, advance, follow, streams } = setUp();
      follow(QUEUES);
      follow(TOPICS);
      await advance(10_000);
      const before = streams().length;
      platform.refuse({ kind: 'Topic' });
      await advance(60_000);
      expect(streams().length - before).toBeLessThan(8);
      await advance(600_000);
      expect(streams().length - before).toBeLessThan(13);
    });

    it('stays refused while the cluster cannot be reached, because that says nothing about the right', async () => {
      const { platform, advance, store, follow } = setUp();
      platform.refuse({ kind: 'Topic' });
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);
      const seen = new Set<string>();
      store.subscribe(TOPICS, () => {
        const { status, error } = store.getCollection(TOPICS);
        seen.add(`${status} ${error?.code}`);
      });
      platform.allowAll();
      platform.refuse(
        {},
        new SkeError({
          code: 'cluster-unreachable',
          message: 'The cluster cannot be reached.',
        }),
      );
      store.retry();
      await advance(100_000);
      expect(store.getCollection(TOPICS)).toMatchObject({
        status: 'refused',
        error: { code: 'forbidden' },
      });
      expect(store.connection.status).toBe('reconnecting');

      platform.allowAll();
      await advance(300_000);
      expect(store.getCollection(TOPICS).status).toBe('live');
      expect(seen).toEqual(new Set(['live undefined']));
    });

    it('shows another error of the cluster in place of an earlier refusal', async () => {
      const { platform, advance, store, follow } = setUp();
      platform.refuse({ kind: 'Topic' });
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);
      platform.allowAll();
      platform.refuse(
        { kind: 'Topic' },
        new SkeError({
          code: 'cluster-error',
          message: 'The conversion webhook failed.',
        }),
      );
      store.retry();
      await advance(100_000);

      expect(store.getCollection(TOPICS).error?.message).toBe(
        'The conversion webhook failed.',
      );
    });

    it('still says that the right was taken away while the cluster cannot be reached', async () => {
      const { platform, advance, store, follow, names, status } = setUp();
      platform.put(queue('orders'));
      follow();
      await advance(1_000);
      platform.refuse({ kind: 'Queue' });
      await advance(1_000);
      platform.allowAll();
      platform.refuse(
        {},
        new SkeError({ code: 'cluster-unreachable', message: 'No route.' }),
      );
      store.retry();
      await advance(100_000);

      expect(status()).toBe('refused');
      expect(names()).toEqual(['orders']);
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

    it('is refused without an effect on the other subscriptions when the backend rejects its query', async () => {
      const { advance, store, follow, status } = setUp();
      const invalid = { ...QUEUES, kind: '<Queue>' };
      follow(QUEUES);
      follow(invalid);
      follow(TOPICS);
      await advance(3_000);

      expect([QUEUES, invalid, TOPICS].map(status)).toEqual([
        'live',
        'refused',
        'live',
      ]);
      expect(store.getCollection(invalid).error?.code).toBe('invalid-input');
      expect(store.connection.status).toBe('live');
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
});
