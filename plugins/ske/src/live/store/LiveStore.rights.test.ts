import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { LiveConnection } from '../objects/types';
import {
  QUEUES,
  queue,
  setUpStore as setUp,
  TOPICS,
} from '../__testUtils__/setUpStore';

const ORDERS = { ...QUEUES, namespace: 'team-a', name: 'orders' };

describe('LiveStore', () => {
  describe('if the user may list but not watch', () => {
    it('polls the list, names the missing verb, and rarely tries the watch again', async () => {
      const { platform, advance, store, follow, names, status, streams } =
        setUp();
      platform.put(queue('orders'));
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);

      expect(status(QUEUES)).toBe('polling');
      expect(names(QUEUES)).toEqual(['orders']);
      expect(store.getCollection(QUEUES).error?.detail).toContain(
        'cannot watch',
      );
      expect(status(TOPICS)).toBe('live');
      const before = streams().length;
      platform.put(queue('invoices'));
      await advance(11_000);
      expect(names(QUEUES)).toEqual(['orders', 'invoices']);
      await advance(600_000);
      expect(streams().length - before).toBeLessThan(5);
    });

    it('shows the same items without a break while it tries the watch again', async () => {
      const { platform, advance, store, follow } = setUp();
      platform.put(queue('orders'));
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      follow();
      await advance(5_000);
      const seen = new Set<string>();
      store.subscribe(QUEUES, () => {
        const { status, items, error } = store.getCollection(QUEUES);
        seen.add(`${status} ${items.length} ${error?.code}`);
      });
      await advance(300_000);
      expect([...seen]).toEqual(['polling 1 forbidden']);
    });

    it('polls what was live only after three refusals, because an API server that has just started refuses too', async () => {
      const { platform, environment, advance, store, follow, callsOf, status } =
        setUp();
      environment.nextRandom = () => 1;
      platform.put(queue('orders'));
      follow();
      await advance(10_000);
      platform.refuse({ kind: 'Queue' });
      platform.allowAll();
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      await environment.advance(2_500);
      expect(callsOf('listResources')).toBe(0);
      expect(store.getCollection(QUEUES).items).toHaveLength(1);

      await environment.advance(1_500);
      expect(callsOf('listResources')).toBe(1);
      expect(status()).toBe('polling');
      await advance(300_000);
      expect(status()).toBe('polling');

      platform.allowAll();
      store.retry();
      await advance(1_000);
      expect(status()).toBe('live');
    });

    it('does not claim that the whole page is live', async () => {
      const { platform, advance, store, follow } = setUp();
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);
      expect(store.connection.status).toBe('live');
      expect(store.connection.asOf).toBeDefined();
      expect(store.connection.live).toBe('some');

      platform.allowAll();
      await advance(120_000);
      expect(store.connection.asOf).toBeUndefined();
      expect(store.connection.live).toBe('all');
    });

    it('does not claim that a part of the page is live while the cluster cannot be reached', async () => {
      const { platform, advance, store, follow } = setUp();
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);
      const seen: LiveConnection['live'][] = [];
      store.subscribeConnection(() => seen.push(store.connection.live));
      platform.refuse(
        {},
        new SkeError({
          code: 'cluster-unreachable',
          message: 'No connection to the cluster.',
        }),
      );
      await advance(60_000);

      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen)).toEqual(new Set([undefined]));
    });

    it('gives its place in a stream to a list that has none', async () => {
      const { platform, advance, follow, status } = setUp();
      platform.refuseVerbs({ kind: 'Queue', namespace: 'team-0' }, ['watch']);
      for (let index = 0; index < 100; index++) {
        follow({ ...QUEUES, namespace: `team-${index}` });
      }
      follow(TOPICS);
      await advance(2_000);
      expect(status({ ...QUEUES, namespace: 'team-0' })).toBe('polling');
      expect(status(TOPICS)).toBe('live');
    });

    it('does not poll Pods, because the backend does not list them', async () => {
      const { platform, advance, follow, status, callsOf } = setUp();
      const pods = { apiVersion: 'v1', kind: 'Pod', namespace: 'team-a' };
      platform.refuseVerbs({ kind: 'Pod' }, ['watch']);
      follow(pods);
      await advance(15_000);
      expect(status(pods)).toBe('refused');
      expect(callsOf('listResources')).toBe(0);
    });

    it('follows the list as soon as the user signs in with more rights', async () => {
      const { platform, environment, advance, store, follow, status } = setUp();
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      follow();
      await advance(1_000);
      platform.allowAll();
      store.retry();
      await environment.advance(1_000);
      expect(status()).toBe('live');
      expect(store.getCollection(QUEUES).error).toBeUndefined();
    });

    it('makes fewer than 20 calls a minute, however many lists there are and however long they are', async () => {
      const { platform, advance, follow } = setUp();
      for (let count = 0; count < 1_200; count++) {
        platform.put(queue(`queue-${count}`));
      }
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      follow(QUEUES);
      for (let index = 0; index < 30; index++) {
        follow({ ...QUEUES, namespace: `team-${index}` });
      }
      await advance(120_000);
      const before = platform.calls.length;
      await advance(600_000);
      expect((platform.calls.length - before) / 10).toBeLessThan(20);
    });

    it('makes no calls while the tab is hidden', async () => {
      const { platform, environment, advance, follow, status } = setUp();
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      follow(QUEUES);
      follow(TOPICS);
      await advance(1_000);
      environment.setHidden(true);
      await advance(31_000);
      const before = platform.calls.length;
      await advance(600_000);
      expect(platform.calls).toHaveLength(before);

      environment.setHidden(false);
      await advance(1_000);
      expect(status(QUEUES)).toBe('polling');
      expect(status(TOPICS)).toBe('live');
    });

    it('says that the connection is lost although no stream is open', async () => {
      const { platform, advance, store, follow } = setUp();
      platform.refuseVerbs({ kind: 'Queue' }, ['watch']);
      follow();
      await advance(1_000);
      expect(store.connection.status).toBe('idle');
      platform.goDown();
      await advance(15_000);
      expect(store.connection.status).toBe('reconnecting');
      platform.comeBack();
      await advance(60_000);
      expect(store.connection.status).toBe('idle');
    });
  });

  describe('if the user may read one object, but not list the kind', () => {
    it('polls the object, and names the missing verb', async () => {
      const { platform, advance, store, follow } = setUp();
      platform.put(queue('orders'));
      platform.refuseVerbs({ kind: 'Queue' }, ['list', 'watch']);
      follow(ORDERS);
      await advance(1_000);
      expect(store.getCollection(ORDERS)).toMatchObject({
        status: 'polling',
        items: [{ metadata: { name: 'orders' } }],
        error: { detail: expect.stringContaining('cannot list') },
      });

      platform.put(queue('orders', 2));
      await advance(11_000);
      expect(store.getCollection(ORDERS).items[0].spec).toEqual({ size: 2 });

      platform.remove(queue('orders'));
      await advance(11_000);
      expect(store.getCollection(ORDERS).items).toEqual([]);
      expect(store.getCollection(ORDERS).deleted.size).toBe(1);
    });

    it('still names that verb after it has tried the list again', async () => {
      const { platform, advance, store, follow, streams } = setUp();
      platform.put(queue('orders'));
      platform.refuseVerbs({ kind: 'Queue' }, ['list', 'watch']);
      const seen = new Set<string | undefined>();
      store.subscribe(ORDERS, () => {
        const { status, error } = store.getCollection(ORDERS);
        seen.add(`${status}: ${error?.detail}`);
      });
      follow(ORDERS);
      await advance(130_000);
      expect(streams().length).toBeGreaterThan(1);
      expect([...seen]).toEqual([
        expect.stringMatching(/^polling: .* cannot list /),
      ]);
    });

    it('shows the refusal to read it if the user may not do that either', async () => {
      const { platform, advance, store, follow } = setUp();
      platform.put(queue('orders'));
      platform.refuse({ kind: 'Queue' });
      const seen = new Set<string>();
      store.subscribe(ORDERS, () =>
        seen.add(store.getCollection(ORDERS).status),
      );
      follow(ORDERS);
      await advance(300_000);
      expect([...seen]).toEqual(['refused']);
      expect(store.getCollection(ORDERS).error?.detail).toContain('cannot get');
      const before = platform.calls.length;
      await advance(600_000);
      expect(platform.calls.length - before).toBeLessThan(15);
    });
  });

  it('tries a watch less and less often if it fails after each list', async () => {
    const { platform, advance, follow, streams } = setUp();
    platform.refuseVerbs(
      { kind: 'Queue' },
      ['watch'],
      new SkeError({ code: 'cluster-error', message: 'No watch today.' }),
    );
    follow(QUEUES);
    follow(TOPICS);
    await advance(300_000);
    expect(streams().length).toBeLessThan(20);
  });
});
