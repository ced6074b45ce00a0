import {
  killedStatus,
  nextPodStatus,
  Outcome,
  Pod,
  runningContainer,
} from './podStatus';

const now = new Date('2026-01-02T03:04:05Z');

function newPod(): Pod {
  const container = (name: string) => ({ name, image: 'image' });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', namespace: 'default', uid: 'uid' },
    spec: {
      nodeName: 'node',
      initContainers: [container('reader'), container('script')],
      containers: [container('status-writer')],
    },
  };
}

/** What a pod shows step by step; each container that runs ends as `outcomes` says. */
function run(outcomes: Record<string, Outcome>, steps: number) {
  let pod = newPod();
  const seen: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    const container = runningContainer(pod);
    const outcome = (container && outcomes[container]) || 'succeeded';
    const status = nextPodStatus(pod, outcome, now);
    if (!status) {
      break;
    }
    pod = { ...pod, status };
    const containers = [
      ...(status.initContainerStatuses ?? []),
      ...(status.containerStatuses ?? []),
    ].map(
      ({ state, restartCount }) => `${Object.keys(state)[0]}/${restartCount}`,
    );
    seen.push([status.phase, ...containers].join(' '));
  }
  return { pod, seen };
}

describe('nextPodStatus', () => {
  it('runs one container after another', () => {
    expect(run({}, 10).seen).toEqual([
      'Pending waiting/0 waiting/0 waiting/0',
      'Pending running/0 waiting/0 waiting/0',
      'Pending terminated/0 running/0 waiting/0',
      'Running terminated/0 terminated/0 running/0',
      'Succeeded terminated/0 terminated/0 terminated/0',
    ]);
  });

  it('starts a failed container again, after a while', () => {
    expect(run({ script: 'failed' }, 7).seen.slice(2)).toEqual([
      'Pending terminated/0 running/0 waiting/0',
      'Pending terminated/0 terminated/0 waiting/0',
      'Pending terminated/0 waiting/1 waiting/0',
      'Pending terminated/0 running/1 waiting/0',
      'Pending terminated/0 terminated/1 waiting/0',
    ]);
  });

  it('says which containers are missing', () => {
    const { pod } = run({}, 3);

    expect(pod.status?.conditions).toContainEqual({
      type: 'Initialized',
      status: 'False',
      reason: 'ContainersNotInitialized',
      message: 'containers with incomplete status: [script]',
      lastTransitionTime: '2026-01-02T03:04:05Z',
    });
  });
});

describe('killedStatus', () => {
  it('ends what has not ended, and leaves the rest as it was', () => {
    const { pod } = run({}, 3);
    const { phase, initContainerStatuses = [] } = killedStatus(pod, now);

    expect(phase).toBe('Failed');
    expect(
      initContainerStatuses.map(({ state }) => state.terminated?.exitCode),
    ).toEqual([0, 137]);
  });
});
