import { SkeError, type PipelineRun } from '@kratix-portal/plugin-ske-common';
import { act, renderHook } from '@testing-library/react';
import { useAccess, useCollection, useConnection, usePipelineRuns } from '.';
import type { FakePlatform } from '../__testUtils__';
import { ORDERS, QUEUES, setUpHooks } from './__testUtils__/setUpHooks';

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

describe('usePipelineRuns', () => {
  it('reads again when the object changes, at most every two seconds', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
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

  describe('while a run is active', () => {
    const labels = {
      'kratix.io/promise-name': 'queue',
      'kratix.io/resource-name': 'orders',
    };
    const job = (active: number) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'job', namespace: 'team-a', uid: 'uid', labels },
      status: { active },
    });
    const pod = (phase: string, change: object = {}) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...{ name: 'pod', namespace: 'team-a', uid: 'pod-uid', labels },
        ...change,
      },
      status: { phase },
    });

    /** A hook that shows an active run with a Pod. */
    async function open(prepare: (platform: FakePlatform) => void = () => {}) {
      const hooks = setUpHooks();
      const { platform, wrapper, advance, callsOf } = hooks;
      const setReason = (reason: string) =>
        platform.setPipelines(ORDERS, {
          promise: 'queue',
          namespace: 'team-a',
          runs: [
            {
              ...run('running'),
              pods: [{ uid: 'pod-uid', reason }],
            } as PipelineRun,
          ],
        });
      platform.put(job(0));
      platform.put(pod('Pending'));
      setReason('');
      prepare(platform);
      const { result, unmount } = renderHook(() => usePipelineRuns(ORDERS), {
        wrapper,
      });
      await advance(5_000);
      return {
        ...hooks,
        setReason,
        unmount,
        reason: () => result.current.value?.runs[0].pods[0].reason,
        reads: () => callsOf('getPipelines').length,
      };
    }

    it('shows the change of a Pod within two seconds', async () => {
      const { platform, advance, setReason, reason } = await open();
      setReason('ImagePullBackOff');
      platform.put(pod('Pending'));
      await advance(2_100);

      expect(reason()).toBe('ImagePullBackOff');
    });

    it('shows the change of a Job within two seconds', async () => {
      const { platform, advance, setReason, reason } = await open();
      setReason('Completed');
      platform.put(job(1));
      await advance(2_100);

      expect(reason()).toBe('Completed');
    });

    it('follows Jobs and Pods with two subscriptions, and reads rarely while nothing changes', async () => {
      const { platform, environment, advance, reads, unmount } = await open();
      expect(
        platform.subscriptions.map(({ kind, namespace }) => [kind, namespace]),
      ).toEqual([
        ['Job', 'team-a'],
        ['Pod', 'team-a'],
      ]);
      const before = reads();
      await advance(20_000);
      platform.comment();
      expect(reads() - before).toBeLessThan(2);

      act(() => environment.setHidden(true));
      await advance(31_000);
      expect(platform.openStreams).toBe(0);
      act(() => environment.setHidden(false));
      await advance(1_000);
      expect(platform.openStreams).toBe(1);

      unmount();
      await advance(40_000);
      expect(platform.openStreams).toBe(0);
    });

    it.each([
      [
        'the user may not watch Pods',
        (platform: FakePlatform) => platform.refuse({ kind: 'Pod' }),
      ],
      [
        'the portal allows no Jobs',
        (platform: FakePlatform) => platform.refuse({ kind: 'Job' }),
      ],
      [
        'the policy of the portal hides Pods',
        (platform: FakePlatform) => platform.remove(pod('Pending')),
      ],
    ])('reads every five seconds if %s', async (_, prepare) => {
      const { advance, setReason, reason, reads } = await open(prepare);
      setReason('ImagePullBackOff');
      await advance(7_100);
      expect(reason()).toBe('ImagePullBackOff');

      const before = reads();
      await advance(60_000);
      expect(reads() - before).toBeLessThanOrEqual(12);
    });
  });

  it('reads every five seconds if Kratix does not say in which namespace the run is, but not while the tab is hidden', async () => {
    const { platform, environment, wrapper, advance, callsOf } = setUpHooks();
    platform.setPipelines(ORDERS, { runs: [run('running')] });
    renderHook(() => usePipelineRuns(ORDERS), { wrapper });
    await advance(16_000);
    expect(callsOf('getPipelines')).toHaveLength(4);

    act(() => environment.setHidden(true));
    await advance(300_000);
    expect(callsOf('getPipelines')).toHaveLength(4);

    act(() => environment.setHidden(false));
    await advance(10);
    expect(callsOf('getPipelines')).toHaveLength(5);
  });

  it('keeps the last value when a later call fails, and reads again', async () => {
    const { platform, wrapper, advance } = setUpHooks();
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
    const { platform, wrapper, advance, callsOf } = setUpHooks();
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

  it('retries soon with a fresh token, and shows the user as signed out after half a minute of rejections', async () => {
    const { platform, wrapper, advance } = setUpHooks();
    const rejected = new SkeError({
      code: 'identity-rejected',
      message: 'The cluster does not accept your sign-in.',
    });
    platform.setPipelines(ORDERS, { runs: [run('succeeded')] });
    platform.refuse(ORDERS, rejected);
    const { result } = renderHook(
      () => ({ runs: usePipelineRuns(ORDERS), connection: useConnection() }),
      { wrapper },
    );
    await advance(1_000);
    expect(result.current.runs.error?.code).toBe('identity-rejected');

    platform.allowAll();
    await advance(3_000);
    expect(result.current.runs.value?.runs).toHaveLength(1);
    expect(result.current.runs.error).toBeUndefined();

    platform.refuse(ORDERS, rejected);
    act(() => result.current.runs.refresh());
    await advance(20_000);
    expect(result.current.connection.status).not.toBe('signed-out');
    await advance(45_000);
    expect(result.current.connection.status).toBe('signed-out');
  });

  it('says that the user is signed out when it is mounted after the end of the session', async () => {
    const { platform, wrapper, advance, callsOf } = setUpHooks();
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
    const { wrapper, advance, callsOf } = setUpHooks();
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
