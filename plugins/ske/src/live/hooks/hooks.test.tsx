import { TestApiProvider } from '@backstage/frontend-test-utils';
import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import {
  useAccess,
  useCollection,
  useCollections,
  useConnection,
  useNow,
  useObject,
  usePipelineRuns,
  useResourceEvents,
  useWhoAmI,
} from '.';
import { FakeEnvironment, FakePlatform, fakeApis } from '../__testUtils__';

const apiVersion = 'demo.example.com/v1';
const QUEUES = { apiVersion, kind: 'Queue' };
const ORDERS = { ...QUEUES, namespace: 'team-a', name: 'orders' };

function orders(size = 1) {
  const { name, namespace, ...rest } = ORDERS;
  return { ...rest, metadata: { name, namespace }, spec: { size } };
}

function setUp() {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  const apis = fakeApis(platform, environment);
  const wrapper = ({ children }: PropsWithChildren<{}>) => (
    <TestApiProvider apis={apis}>{children}</TestApiProvider>
  );
  return {
    platform,
    environment,
    wrapper,
    advance: (milliseconds: number) =>
      act(() => environment.advance(milliseconds)),
    callsOf: (method: string) =>
      platform.calls.filter(call => call.method === method),
  };
}

function run(state: PipelineRun['state']): PipelineRun {
  return {
    job: 'job',
    namespace: 'team-a',
    uid: 'uid',
    pipeline: 'configure',
    workflow: 'resource',
    action: 'configure',
    state,
    createdAt: '2026-11-29T10:00:00Z',
    failedPods: 0,
    pods: [],
    podsGone: false,
  } as PipelineRun;
}

describe('useCollection', () => {
  it('is empty and loading without a query', () => {
    const { wrapper, platform } = setUp();
    const { result } = renderHook(() => useCollection(undefined), { wrapper });

    expect(result.current).toMatchObject({ items: [], status: 'loading' });
    expect(platform.calls).toEqual([]);
  });

  it('returns the same collection in every rendering until an object changes', async () => {
    const { platform, wrapper, advance } = setUp();
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
  it('follows several queries, and follows others after a change', async () => {
    const { platform, wrapper, advance } = setUp();
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
    const { platform, wrapper, advance } = setUp();
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
    const { platform, wrapper, advance } = setUp();
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

describe('usePipelineRuns', () => {
  it('reads again when the object changes, at most every two seconds', async () => {
    const { platform, wrapper, advance, callsOf } = setUp();
    platform.setPipelines(ORDERS, { runs: [run('succeeded')] });
    const { result, rerender } = renderHook(
      ({ revision }) => usePipelineRuns(ORDERS, revision),
      { wrapper, initialProps: { revision: '1' } },
    );
    expect(result.current).toMatchObject({ isLoading: true });
    await advance(10);
    expect(result.current.value?.runs).toHaveLength(1);
    expect(callsOf('getPipelines')).toHaveLength(1);

    for (const revision of ['2', '3', '4']) {
      rerender({ revision });
      await advance(100);
    }
    expect(callsOf('getPipelines')).toHaveLength(1);
    await advance(2_000);
    expect(callsOf('getPipelines')).toHaveLength(2);
    await advance(600_000);
    expect(callsOf('getPipelines')).toHaveLength(2);
  });

  it('reads every 30 seconds while a run is active, and not while the tab is hidden', async () => {
    const { platform, environment, wrapper, advance, callsOf } = setUp();
    platform.setPipelines(ORDERS, { runs: [run('running')] });
    renderHook(() => usePipelineRuns(ORDERS), { wrapper });
    await advance(95_000);
    expect(callsOf('getPipelines')).toHaveLength(4);

    act(() => environment.setHidden(true));
    await advance(300_000);
    expect(callsOf('getPipelines')).toHaveLength(4);

    act(() => environment.setHidden(false));
    await advance(10);
    expect(callsOf('getPipelines')).toHaveLength(5);
  });

  it('keeps the last value when a later call fails, and reads again', async () => {
    const { platform, wrapper, advance } = setUp();
    platform.setPipelines(ORDERS, { runs: [run('succeeded')] });
    const { result } = renderHook(() => usePipelineRuns(ORDERS), { wrapper });
    await advance(10);
    platform.goDown();
    act(() => result.current.refresh());
    await advance(3_000);
    expect(result.current.value?.runs).toHaveLength(1);
    expect(result.current.error?.code).toBe('internal');

    platform.comeBack();
    await advance(31_000);
    expect(result.current.error).toBeUndefined();
  });

  it('stops when the session has ended, and reads again after the user has signed in', async () => {
    const { platform, wrapper, advance, callsOf } = setUp();
    platform.setPipelines(ORDERS, { runs: [run('running')] });
    const { result } = renderHook(
      () => ({ runs: usePipelineRuns(ORDERS), connection: useConnection() }),
      { wrapper },
    );
    await advance(10);
    platform.endSession();
    await advance(120_000);
    expect(callsOf('getPipelines')).toHaveLength(2);
    expect(result.current.connection.status).toBe('signed-out');
    expect(result.current.runs.value?.runs).toHaveLength(1);

    act(() => result.current.connection.retry());
    await advance(100);
    expect(result.current.runs.error).toBeUndefined();
    expect(callsOf('getPipelines')).toHaveLength(3);
  });

  it('says that the user is signed out when it is mounted after the end of the session', async () => {
    const { platform, wrapper, advance, callsOf } = setUp();
    const { rerender, result } = renderHook(
      ({ isMounted }) => ({
        collection: useCollection(QUEUES),
        runs: usePipelineRuns(isMounted ? ORDERS : undefined),
        access: useAccess(isMounted ? [{ verb: 'get', ...ORDERS }] : []),
      }),
      { wrapper, initialProps: { isMounted: false } },
    );
    await advance(1_000);
    platform.endSession();
    await advance(1_000);
    rerender({ isMounted: true });
    await advance(1_000);

    for (const each of [result.current.runs, result.current.access]) {
      expect(each).toMatchObject({
        isLoading: false,
        error: { code: 'session-ended' },
      });
    }
    expect(callsOf('getPipelines')).toEqual([]);
    expect(callsOf('checkAccess')).toEqual([]);
  });

  it('shares one call between all components', async () => {
    const { wrapper, advance, callsOf } = setUp();
    renderHook(
      () => [usePipelineRuns(ORDERS), usePipelineRuns({ ...ORDERS })],
      {
        wrapper,
      },
    );
    await advance(100);

    expect(callsOf('getPipelines')).toHaveLength(1);
  });
});

describe('useResourceEvents', () => {
  it('reads the Events of an object', async () => {
    const { platform, wrapper, advance, callsOf } = setUp();
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
});

describe('useAccess', () => {
  const question = (name: string) =>
    ({ verb: 'delete', ...ORDERS, name }) as const;

  it('collects the questions of all components into calls of 50', async () => {
    const { platform, wrapper, advance, callsOf } = setUp();
    platform.access = ({ name }) => ({ allowed: name === 'queue-3' });
    const many = Array.from({ length: 60 }, (_, index) =>
      question(`queue-${index}`),
    );
    const { result } = renderHook(
      () => [useAccess(many), useAccess([question('queue-3')])],
      { wrapper },
    );
    expect(result.current[0].isLoading).toBe(true);
    await advance(10);

    expect(
      callsOf('checkAccess').map(({ input }) => (input as unknown[]).length),
    ).toEqual([50, 10]);
    expect(result.current[0].value?.filter(({ allowed }) => allowed)).toEqual([
      { allowed: true },
    ]);
    expect(result.current[1]).toMatchObject({
      isLoading: false,
      value: [{ allowed: true }],
    });
  });

  it('keeps answers for a minute', async () => {
    const { wrapper, advance, callsOf } = setUp();
    const ask = () =>
      renderHook(() => useAccess([question('orders')]), { wrapper });
    const first = ask();
    await advance(10);
    first.unmount();
    ask().unmount();
    await advance(50_000);
    expect(callsOf('checkAccess')).toHaveLength(1);

    await advance(20_000);
    ask();
    await advance(10);
    expect(callsOf('checkAccess')).toHaveLength(2);
  });

  it('asks again some time after a failure, and not after the component is unmounted', async () => {
    const { platform, environment, wrapper, advance, callsOf } = setUp();
    platform.goDown();
    const { result, unmount } = renderHook(
      () => useAccess([question('orders')]),
      { wrapper },
    );
    await advance(31_000);
    expect(callsOf('checkAccess')).toHaveLength(2);

    platform.comeBack();
    await advance(31_000);
    expect(result.current.value).toEqual([{ allowed: true }]);

    platform.goDown();
    act(() => result.current.refresh());
    await advance(10);
    unmount();
    await advance(600_000);
    expect(callsOf('checkAccess')).toHaveLength(4);
    // The store listens to the visibility of the tab, and to the network in both directions.
    expect(environment.leftovers).toBe(3);
  });

  it('does not keep errors', async () => {
    const { platform, wrapper, advance } = setUp();
    platform.goDown();
    const { result } = renderHook(() => useAccess([question('orders')]), {
      wrapper,
    });
    await advance(10);
    expect(result.current.error?.code).toBe('internal');
    expect(result.current.isLoading).toBe(false);

    platform.comeBack();
    act(() => result.current.refresh());
    await advance(10);
    expect(result.current.value).toEqual([{ allowed: true }]);
    expect(result.current.error).toBeUndefined();
  });

  it('needs no call without questions', async () => {
    const { wrapper, advance, callsOf } = setUp();
    const { result } = renderHook(() => useAccess([]), { wrapper });
    await advance(10);

    expect(result.current).toMatchObject({ isLoading: false, value: [] });
    expect(callsOf('checkAccess')).toEqual([]);
  });
});

describe('useWhoAmI', () => {
  it('reads the identity once', async () => {
    const { platform, wrapper, advance, callsOf } = setUp();
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
