import { act, renderHook } from '@testing-library/react';
import { useAccess } from '.';
import { ORDERS, setUpHooks } from './__testUtils__/setUpHooks';

describe('useAccess', () => {
  const question = (name: string) =>
    ({ verb: 'delete', ...ORDERS, name }) as const;

  it('sends the questions of all components together, 50 in each call', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
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
    const { wrapper, advance, callsOf } = setUpHooks();
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

  it('repeats a question every minute if the answer was no, but not if it was yes', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
    platform.access = ({ name }) => ({ allowed: name === 'mine' });
    const { result } = renderHook(
      () => useAccess([question('mine'), question('orders')]),
      { wrapper },
    );
    await advance(10);
    const before = result.current;
    await advance(61_000);
    expect(
      callsOf('checkAccess').map(({ input }) => (input as unknown[]).length),
    ).toEqual([2, 1]);
    // An equal answer causes no rendering.
    expect(result.current).toBe(before);

    platform.access = () => ({ allowed: true });
    await advance(61_000);
    expect(result.current.value).toEqual([
      { allowed: true },
      { allowed: true },
    ]);
    await advance(600_000);
    expect(callsOf('checkAccess')).toHaveLength(3);
  });

  it('repeats the question about a kind that the cluster did not serve soon after the Promise of the kind has changed', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
    const notServed = { allowed: false, code: 'kind-not-served' } as const;
    platform.access = () => notServed;
    const { result, rerender } = renderHook(
      ({ revision }) => useAccess([question('orders')], revision),
      { wrapper, initialProps: { revision: '1' } },
    );
    await advance(10);
    for (const revision of ['2', '3', '4']) {
      rerender({ revision });
      await advance(100);
    }
    expect(callsOf('checkAccess')).toHaveLength(1);

    platform.access = () => ({ allowed: true });
    await advance(5_000);
    expect(callsOf('checkAccess')).toHaveLength(2);
    expect(result.current.value).toEqual([{ allowed: true }]);

    rerender({ revision: '5' });
    await advance(30_000);
    expect(callsOf('checkAccess')).toHaveLength(2);
  });

  it('does not ask while the tab is hidden, nor after the component is unmounted', async () => {
    const { platform, environment, wrapper, advance, callsOf } = setUpHooks();
    platform.access = () => ({ allowed: false });
    const { unmount } = renderHook(() => useAccess([question('orders')]), {
      wrapper,
    });
    await advance(10);
    act(() => environment.setHidden(true));
    await advance(600_000);
    expect(callsOf('checkAccess')).toHaveLength(1);

    act(() => environment.setHidden(false));
    await advance(1_000);
    expect(callsOf('checkAccess')).toHaveLength(2);
    unmount();
    await advance(600_000);
    expect(callsOf('checkAccess')).toHaveLength(2);
  });

  it('repeats the question after a failure, but not after the component is unmounted', async () => {
    const { platform, environment, wrapper, advance, callsOf } = setUpHooks();
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
    const { platform, wrapper, advance } = setUpHooks();
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

  it('makes no call without questions', async () => {
    const { wrapper, advance, callsOf } = setUpHooks();
    const { result } = renderHook(() => useAccess([]), { wrapper });
    await advance(10);

    expect(result.current).toMatchObject({ isLoading: false, value: [] });
    expect(callsOf('checkAccess')).toEqual([]);
  });
});
