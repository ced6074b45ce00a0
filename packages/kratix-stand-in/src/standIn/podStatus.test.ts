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

/** The states of a pod, step by step. `outcomes` says how containers end. */
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

  it('restarts a failed container after a back-off', () => {
    expect(run({ script: 'failed' }, 7).seen.slice(2)).toEqual([
      'Pending terminated/0 running/0 waiting/0',
      'Pending terminated/0 terminated/0 waiting/0',
      'Pending terminated/0 waiting/1 waiting/0',
      'Pending terminated/0 running/1 waiting/0',
      'Pending terminated/0 terminated/1 waiting/0',
    ]);
  });
});

describe('killedStatus', () => {
  it('ends the containers that have not ended', () => {
    const { pod } = run({}, 3);
    const { phase, initContainerStatuses = [] } = killedStatus(pod, now);

    expect(phase).toBe('Failed');
    expect(
      initContainerStatuses.map(({ state }) => state.terminated?.exitCode),
    ).toEqual([0, 137]);
  });
});
