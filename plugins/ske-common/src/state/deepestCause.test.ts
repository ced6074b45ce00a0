import { container, pod, run } from './__testUtils__/runs';
import { condition, pipelines } from './__testUtils__/statuses';
import { findDeepestCause } from './deepestCause';
import { readResourceState } from './resourceState';

const failed = {
  conditions: [
    condition('Reconciled', 'False', 'ConfigureWorkflowFailed', 'Failing'),
    condition('ConfigureWorkflowCompleted', 'False', 'ConfigureWorkflowFailed'),
  ],
  ...pipelines('Succeeded', 'Failed'),
};
const crashed = run({
  pipeline: 'p1',
  state: 'failed',
  failedPods: 1,
  pods: [
    pod(
      [
        container({ name: 'reader', role: 'kratix', state: 'succeeded' }),
        container({
          state: 'failed',
          reason: 'Error',
          exitCode: 2,
          finishedAt: '2026-01-01T00:00:05Z',
        }),
      ],
      { phase: 'Failed' },
    ),
  ],
});

describe('findDeepestCause', () => {
  it('finds the failed condition, its pipeline and the failed container', () => {
    const request = { metadata: {}, status: failed };
    const runs = [crashed, run({ state: 'succeeded' })];
    expect(findDeepestCause({ request, runs })).toEqual({
      condition: {
        type: 'ConfigureWorkflowCompleted',
        reason: 'ConfigureWorkflowFailed',
        message: 'why',
      },
      pipeline: { name: 'p1', phase: 'Failed', index: 2, total: 2 },
      run: crashed,
      container: {
        pod: 'pod-1',
        namespace: 'team-a',
        name: 'main',
        role: 'user',
        state: 'failed',
        reason: 'Error',
        exitCode: 2,
        finishedAt: '2026-01-01T00:00:05Z',
        attempt: 1,
        hasLogs: true,
      },
      parts: [
        {
          code: 'run-container-exited',
          values: { container: 'main', exitCode: 2, attempt: 1 },
        },
      ],
    });
  });

  it('finds the pipeline, but no run, if the runs are not known', () => {
    const request = { metadata: {}, status: failed };
    expect(findDeepestCause({ request })).toMatchObject({
      pipeline: { name: 'p1' },
      parts: [],
    });
    expect(findDeepestCause({ request }).run).toBeUndefined();
  });

  it('finds an image that cannot be pulled, while Kratix says that the pipeline is running', () => {
    const status = {
      conditions: [condition('Reconciled', 'Unknown', 'WorkflowPending')],
      ...pipelines('Running'),
    };
    const request = { metadata: {}, status };
    const runs = [
      run({
        pods: [
          pod([
            container({
              state: 'waiting',
              reason: 'ErrImagePull',
              hasLogs: false,
            }),
          ]),
        ],
      }),
    ];
    expect(findDeepestCause({ request, runs })).toMatchObject({
      condition: { type: 'Reconciled' },
      container: { name: 'main', reason: 'ErrImagePull', hasLogs: false },
    });
    expect(readResourceState(request, { runs })).toMatchObject({
      state: 'in-progress',
      tone: 'attention',
      next: 'fix-pipeline',
      reason:
        'The pipeline p0 is running. The image of the container main cannot be pulled.',
    });
  });

  it.each(['succeeded', 'superseded'] as const)(
    'if a run has %s, does not report this run as the cause',
    state => {
      const request = { metadata: {}, status: pipelines('Running') };
      const cause = findDeepestCause({ request, runs: [run({ state })] });
      expect(cause.run).toBeUndefined();
    },
  );

  it('looks at the delete pipeline of an object that is being deleted', () => {
    const request = {
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
      status: {
        conditions: [
          condition('Reconciled', 'Unknown'),
          condition('DeleteWorkflowCompleted', 'False', 'DeleteWorkflowFailed'),
        ],
        ...pipelines('Running'),
      },
    };
    const deletion = run({ action: 'delete', state: 'failed', podsGone: true });
    expect(
      findDeepestCause({ request, runs: [run(), deletion] }),
    ).toMatchObject({
      condition: { type: 'DeleteWorkflowCompleted' },
      run: deletion,
      parts: [{ code: 'run-pod-gone' }],
    });
  });

  it('finds no cause in a request that is ready', () => {
    const status = {
      conditions: [condition('Reconciled', 'True')],
      ...pipelines('Succeeded'),
    };
    const request = { metadata: {}, status };
    const runs = [run({ state: 'succeeded' })];
    expect(findDeepestCause({ request, runs })).toEqual({ parts: [] });
  });
});
