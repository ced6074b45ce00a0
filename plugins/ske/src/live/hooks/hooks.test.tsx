import { act, renderHook } from '@testing-library/react';
import {
  useCollection,
  useCollections,
  useConnection,
  useNow,
  useObject,
  useResourceEvents,
  useWhoAmI,
} from '.';
import {
  apiVersion,
  ORDERS,
  orders,
  QUEUES,
  setUpHooks,
} from './__testUtils__/setUpHooks';

describe('useCollection', () => {
  it('is empty and loading without a query', () => {
    const { wrapper, platform } = setUpHooks();
    const { result } = renderHook(() => useCollection(undefined), { wrapper });

    expect(result.current).toMatchObject({ items: [], status: 'loading' });
    expect(platform.calls).toEqual([]);
  });

  it('returns the same collection in every rendering until an object changes', async () => {
    const { platform, wrapper, advance } = setUpHooks();
    platform.put(orders());
    let renderings = 0;
    const { result, rerender } = renderHook(
      () => {
        renderings++;
        return useCollection({ ...QUEUES });
      },
      { wrapper },
    );
    await advance(1_000);
    const before = result.current;
    expect(before.status).toBe('live');
    expect(renderings).toBe(2);

    rerender();
    expect(result.current).toBe(before);

    platform.put(orders(2));
    await advance(1_000);
    expect(result.current.items[0].spec).toEqual({ size: 2 });
  });
});

describe('useCollections', () => {
  it('follows several queries, and follows the new queries when they change', async () => {
    const { platform, wrapper, advance } = setUpHooks();
    platform.put(orders());
    const { result, rerender } = renderHook(
      ({ kinds }) => useCollections(kinds.map(kind => ({ apiVersion, kind }))),
      { wrapper, initialProps: { kinds: ['Queue'] } },
    );
    await advance(1_000);
    const [queues] = result.current;

    rerender({ kinds: ['Topic', 'Queue'] });
    expect(result.current[1]).toBe(queues);
    await advance(1_000);
    expect(result.current.map(({ status }) => status)).toEqual([
      'live',
      'live',
    ]);
    expect(result.current[1].items).toBe(queues.items);
  });
});

describe('useObject', () => {
  it('follows one object until it is deleted and created again', async () => {
    const { platform, wrapper, advance } = setUpHooks();
    const { result } = renderHook(() => useObject(ORDERS), { wrapper });
    await advance(1_000);
    expect(result.current.status).toBe('live');
    expect(result.current.object).toBeUndefined();
    expect(result.current.deleted).toBeUndefined();

    platform.put(orders());
    await advance(1_000);
    expect(result.current.object?.metadata.name).toBe('orders');

    platform.remove(orders());
    await advance(1_000);
    expect(result.current.object).toBeUndefined();
    expect(result.current.deleted?.object.metadata.name).toBe('orders');

    platform.put(orders());
    await advance(1_000);
    expect(result.current.object?.metadata.uid).toBe('uid-2');
    expect(result.current.deleted).toBeUndefined();
  });
});

describe('useConnection', () => {
  it('returns the state of the stream', async () => {
    const { platform, wrapper, advance } = setUpHooks();
    const { result } = renderHook(
      () => {
        useCollection(QUEUES);
        return useConnection();
      },
      { wrapper },
    );
    await advance(1_000);
    expect(result.current.status).toBe('live');

    await act(async () => platform.goDown());
    await advance(1_000);
    expect(result.current.status).toBe('reconnecting');

    platform.comeBack();
    act(() => result.current.retry());
    await advance(100);
    expect(result.current.status).toBe('live');
  });
});

describe('useResourceEvents', () => {
  it('reads the Events of an object', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
    platform.setEvents(ORDERS, [
      {
        type: 'Warning',
        reason: 'Failed',
        message: 'It failed.',
        count: 1,
        firstSeen: '2026-11-29T10:00:00Z',
        lastSeen: '2026-11-29T10:00:00Z',
      },
    ]);
    const { result } = renderHook(
      () => useResourceEvents({ ...ORDERS, uid: 'uid-1' }),
      { wrapper },
    );
    await advance(10);

    expect(result.current.value?.events).toHaveLength(1);
    expect(callsOf('getResourceEvents')).toMatchObject([
      { input: { name: 'orders', uid: 'uid-1' } },
    ]);
  });

  it('shows an Event that is written without a change of the object', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
    const event = {
      type: 'Warning' as const,
      reason: 'Failed',
      message: 'It failed.',
      count: 1,
      firstSeen: '2026-11-29T10:00:00Z',
      lastSeen: '2026-11-29T10:00:00Z',
    };
    const write = (name: string, involved: string) =>
      platform.put({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace: 'team-a' },
        involvedObject: { kind: 'Queue', name: involved, uid: 'uid-1' },
      });
    const { result } = renderHook(
      () => useResourceEvents({ ...ORDERS, uid: 'uid-1' }),
      { wrapper },
    );
    await advance(5_000);
    write('of-another', 'invoices');
    await advance(5_000);
    expect(callsOf('getResourceEvents')).toHaveLength(1);

    platform.setEvents(ORDERS, [event]);
    write('of-orders', 'orders');
    await advance(2_100);
    expect(result.current.value?.events).toHaveLength(1);
  });

  it('reads Events every 15 seconds if they cannot be followed', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
    platform.refuse({ kind: 'Event' });
    renderHook(() => useResourceEvents(ORDERS), { wrapper });
    await advance(65_000);

    expect(callsOf('getResourceEvents')).toHaveLength(5);
  });
});

describe('useWhoAmI', () => {
  it('reads the identity once', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
    const { result } = renderHook(() => [useWhoAmI(), useWhoAmI()], {
      wrapper,
    });
    await advance(600_000);

    expect(result.current[1].value).toBe(platform.me);
    expect(callsOf('whoAmI')).toHaveLength(1);
  });
});

describe('useNow', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-29T10:00:00.400Z') });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('changes every second, or less often, with one timer', () => {
    const seconds = renderHook(() => useNow());
    const minutes = renderHook(() => useNow(60));
    expect(jest.getTimerCount()).toBe(1);
    expect(seconds.result.current).toBe(Date.parse('2026-11-29T10:00:00Z'));

    act(() => {
      jest.advanceTimersByTime(600);
    });
    expect(seconds.result.current).toBe(Date.parse('2026-11-29T10:00:01Z'));
    expect(minutes.result.current).toBe(Date.parse('2026-11-29T10:00:00Z'));

    act(() => {
      jest.advanceTimersByTime(59_000);
    });
    expect(minutes.result.current).toBe(Date.parse('2026-11-29T10:01:00Z'));

    seconds.unmount();
    minutes.unmount();
    expect(jest.getTimerCount()).toBe(0);
  });
});
