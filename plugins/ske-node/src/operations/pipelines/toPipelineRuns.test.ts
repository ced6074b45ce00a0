import type { JsonObject } from '@backstage/types';
import { readJobs, readPods } from './pipelineObjects';
import { toPipelineRuns } from './toPipelineRuns';

const labels = {
  'kratix.io/pipeline-name': 'instance-configure',
  'kratix.io/workflow-type': 'resource',
  'kratix.io/workflow-action': 'configure',
};

function job(name: string, status: JsonObject, spec: JsonObject = {}) {
  return {
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      creationTimestamp: '2026-11-24T00:00:00Z',
      labels,
    },
    spec,
    status,
  };
}

function pod(name: string, ofJob: string, status: JsonObject) {
  return {
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      creationTimestamp: '2026-11-24T00:00:01Z',
      labels: { ...labels, 'batch.kubernetes.io/job-name': ofJob },
    },
    spec: {
      initContainers: [
        { name: 'reader', image: 'kratix' },
        { name: 'mine', image: 'team/pipeline:v1' },
        { name: 'work-writer', image: 'kratix' },
      ],
      containers: [{ name: 'status-writer', image: 'kratix' }],
    },
    status,
  };
}

const condition = (type: string, more: object = {}) => ({
  type,
  status: 'True',
  lastTransitionTime: '2026-11-24T00:00:09Z',
  ...more,
});

const runsOf = (jobs?: JsonObject[], pods?: JsonObject[]) =>
  toPipelineRuns(jobs && readJobs(jobs), pods && readPods(pods));

describe('toPipelineRuns', () => {
  it.each<[string, JsonObject, JsonObject, object]>([
    ['pending', {}, {}, { podsGone: false }],
    ['running', { active: 1, startTime: '2026-11-24T00:00:00Z' }, {}, {}],
    [
      'succeeded',
      {
        conditions: [condition('SuccessCriteriaMet'), condition('Complete')],
        completionTime: '2026-11-24T00:00:08Z',
      },
      {},
      { finishedAt: '2026-11-24T00:00:08Z' },
    ],
    [
      'failed',
      {
        conditions: [
          condition('FailureTarget', { reason: 'BackoffLimitExceeded' }),
        ],
        failed: 1,
      },
      {},
      { reason: 'BackoffLimitExceeded', failedPods: 1 },
    ],
    [
      'failed',
      { conditions: [condition('Failed', { message: 'too often' })] },
      { suspend: true },
      { message: 'too often', finishedAt: '2026-11-24T00:00:09Z' },
    ],
    ['superseded', { active: 0 }, { suspend: true }, {}],
    [
      'running',
      { active: 1, conditions: [condition('Failed', { status: 'False' })] },
      {},
      {},
    ],
  ])('reads the state %s from %j', (state, status, spec, more) => {
    expect(runsOf([job('a', status, spec)], [])).toMatchObject([
      {
        job: 'a',
        pipeline: 'instance-configure',
        workflow: 'resource',
        action: 'configure',
        state,
        ...more,
      },
    ]);
  });

  it('reports that the Pod of a failed Job is gone', () => {
    const started = {
      startTime: '2026-11-24T00:00:00Z',
      conditions: [condition('Failed')],
    };
    const [gone] = runsOf([job('a', started)], []);
    expect(gone).toMatchObject({ pods: [], podsGone: true });
    const [unknown] = runsOf([job('a', started)], undefined);
    expect(unknown).toMatchObject({ pods: [], podsGone: false });
  });

  it.each([
    [false, {}],
    [true, { failed: 1 }],
  ])(
    'reports %s as podsGone of a running Job without Pods whose status is %j',
    (podsGone, more) => {
      const started = { startTime: '2026-11-24T00:00:00Z', ...more };
      expect(runsOf([job('a', started)], [])).toMatchObject([{ podsGone }]);
    },
  );

  it('lists containers in the order in which they run, including the containers of Kratix', () => {
    const status = {
      phase: 'Pending',
      initContainerStatuses: [
        {
          name: 'reader',
          restartCount: 0,
          state: {
            terminated: { exitCode: 0, finishedAt: '2026-11-24T00:00:03Z' },
          },
        },
        {
          name: 'mine',
          restartCount: 3,
          state: {
            waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' },
          },
          lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
        },
      ],
    };
    const [run] = runsOf(
      [job('a', { active: 1 })],
      [pod('p', 'a', status), pod('other', 'b', status)],
    );
    expect(run.pods).toHaveLength(1);
    expect(run.pods[0].containers).toEqual([
      {
        name: 'reader',
        role: 'kratix',
        image: 'kratix',
        state: 'succeeded',
        exitCode: 0,
        restarts: 0,
        finishedAt: '2026-11-24T00:00:03Z',
        hasLogs: true,
      },
      {
        name: 'mine',
        role: 'user',
        image: 'team/pipeline:v1',
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        message: 'back-off 10s',
        exitCode: 137,
        restarts: 3,
        hasLogs: true,
      },
      {
        name: 'work-writer',
        role: 'kratix',
        image: 'kratix',
        state: 'waiting',
        restarts: 0,
        hasLogs: false,
      },
      {
        name: 'status-writer',
        role: 'kratix',
        image: 'kratix',
        state: 'waiting',
        restarts: 0,
        hasLogs: false,
      },
    ]);
  });

  it('explains why a Pod is not scheduled', () => {
    const status = {
      phase: 'Pending',
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/3 nodes are available',
        },
      ],
    };
    const [run] = runsOf([job('a', { active: 1 })], [pod('p', 'a', status)]);
    expect(run.pods[0]).toMatchObject({
      reason: 'Unschedulable',
      message: '0/3 nodes are available',
    });
  });

  it('makes runs from Pods alone when the caller may not read Jobs', () => {
    expect(
      runsOf(undefined, [
        pod('p', 'a', { phase: 'Failed' }),
        pod('q', 'b', { phase: 'Running' }),
      ]),
    ).toMatchObject([
      { job: 'a', state: 'failed', failedPods: 1, pods: [{ name: 'p' }] },
      { job: 'b', state: 'running', pods: [{ name: 'q' }] },
    ]);
  });

  it('sorts the latest run first', () => {
    const older = job('z', {});
    const newer = job('a', {});
    newer.metadata.creationTimestamp = '2026-11-24T01:00:00Z';
    expect(runsOf([older, newer], []).map(run => run.job)).toEqual(['a', 'z']);
  });

  it('skips objects and fields that are not valid', () => {
    expect(
      runsOf(
        [{}, { metadata: {} }, { metadata: { name: 'a' }, status: 7 }],
        [{ metadata: { name: 'p', labels: 'x' }, spec: null }],
      ),
    ).toMatchObject([{ job: 'a', state: 'pending' }]);
  });
});
