import { ContainerState, Pod } from '../standIn/podStatus';
import { findRun, selectRun } from './selectRun';

const startedAt = '2026-01-02T03:04:05Z';
const finishedAt = '2026-01-02T03:04:06Z';
const waiting = { waiting: { reason: 'PodInitializing' } };
const running = { running: { startedAt } };
const failed = {
  terminated: { exitCode: 1, reason: 'Error', startedAt, finishedAt },
};

function podWith(
  state?: ContainerState,
  lastState: ContainerState = {},
  restartCount = 0,
): Pod {
  const container = { name: 'script', image: 'image' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod' },
    spec: { containers: [container] },
    status: {
      phase: 'Pending',
      containerStatuses: state && [
        {
          ...container,
          ...{ imageID: '', ready: false, started: false },
          ...{ state, lastState, restartCount },
        },
      ],
    },
  };
}

describe('selectRun', () => {
  it.each<[string, Pod, boolean, number]>([
    ['the running one', podWith(running), false, 0],
    ['the run that ended', podWith(failed), false, 0],
    ['the last one in a back-off', podWith(waiting, failed, 1), false, 0],
    ['the current one after a restart', podWith(running, failed, 1), false, 1],
    ['the previous run on request', podWith(running, failed, 1), true, 0],
  ])('selects %s', (_, pod, previous, attempt) => {
    expect(selectRun(pod, 'script', previous).attempt).toBe(attempt);
  });

  it.each<[Pod, boolean, string]>([
    [
      podWith(waiting),
      false,
      'container "script" in pod "pod" is waiting to start: PodInitializing',
    ],
    [
      podWith(),
      false,
      'container "script" in pod "pod" is waiting to start: ContainerCreating',
    ],
    [
      podWith({ terminated: { exitCode: 137, reason: 'Killed' } }),
      false,
      'container "script" in pod "pod" is terminated',
    ],
    [
      podWith(running),
      true,
      'previous terminated container "script" in pod "pod" not found',
    ],
  ])('rejects a log that does not exist: %#', (pod, previous, message) => {
    expect(() => selectRun(pod, 'script', previous)).toThrow(
      expect.objectContaining({ code: 400, message }),
    );
  });

  it('rejects an unknown container', () => {
    expect(() => selectRun(podWith(running), 'other', false)).toThrow(
      expect.objectContaining({
        code: 404,
        message: 'container "other" not found in pod "pod"',
      }),
    );
  });
});

describe('findRun', () => {
  it('finds a run that ended after its container has restarted', () => {
    expect(findRun(podWith(running, failed, 1), 'script', 0)).toMatchObject({
      terminated: { exitCode: 1 },
    });
    expect(findRun(podWith(running, failed, 3), 'script', 1)).toBeUndefined();
  });
});
