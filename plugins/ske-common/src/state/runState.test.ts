import { container, pod, run } from './__testUtils__/runs';
import { readRunState } from './runState';

describe('readRunState', () => {
  it.each<[string, ReturnType<typeof run>, object]>([
    [
      'that has not started',
      run({ state: 'pending' }),
      {
        tone: 'progress',
        reason: 'The run has not started yet.',
        since: '2026-01-01T00:00:00Z',
      },
    ],
    [
      'that is running',
      run({ pods: [pod([container()])] }),
      { tone: 'progress', reason: 'The run is in progress.', next: 'wait' },
    ],
    [
      'whose image cannot be pulled',
      run({
        pods: [
          pod([
            container({
              state: 'waiting',
              reason: 'ImagePullBackOff',
              hasLogs: false,
            }),
          ]),
        ],
      }),
      {
        state: 'running',
        tone: 'attention',
        reason: 'The image of the container main cannot be pulled.',
        next: 'fix-pipeline',
      },
    ],
    [
      'whose container fails repeatedly',
      run({
        pods: [
          pod([
            container({
              state: 'waiting',
              reason: 'CrashLoopBackOff',
              exitCode: 3,
              restarts: 2,
            }),
          ]),
        ],
      }),
      {
        tone: 'attention',
        reason: 'The container main ended with exit code 3 in attempt 3.',
      },
    ],
    [
      'whose container runs again after a failure',
      run({ pods: [pod([container({ exitCode: 3, restarts: 2 })])] }),
      {
        tone: 'attention',
        reason: 'The container main has failed and is running in attempt 3.',
      },
    ],
    [
      'whose container cannot be configured',
      run({
        pods: [
          pod([
            container({
              state: 'waiting',
              reason: 'CreateContainerConfigError',
            }),
          ]),
        ],
      }),
      {
        reason: 'The container main cannot start (CreateContainerConfigError).',
      },
    ],
    [
      'whose container waits for its turn',
      run({
        pods: [
          pod([container({ state: 'waiting', reason: 'PodInitializing' })]),
        ],
      }),
      { tone: 'progress' },
    ],
    [
      'whose Pod has no node',
      run({ pods: [pod([], { reason: 'Unschedulable' })] }),
      { tone: 'attention', reason: 'The Pod cannot be scheduled to a node.' },
    ],
    [
      'that has succeeded',
      run({ state: 'succeeded', finishedAt: '2026-01-01T00:01:00Z' }),
      { tone: 'positive', since: '2026-01-01T00:01:00Z' },
    ],
    [
      'that has failed, and whose Pod is gone',
      run({
        state: 'failed',
        message: 'Job has reached the specified backoff limit',
        podsGone: true,
        failedPods: 1,
      }),
      {
        tone: 'negative',
        reason:
          'The run has failed. Job has reached the specified backoff limit. Kubernetes has removed the Pod of the run, and its log with it.',
      },
    ],
    [
      'that ran out of memory in its second Pod',
      run({
        state: 'failed',
        failedPods: 2,
        pods: [
          pod([container({ state: 'succeeded', exitCode: 0 })]),
          pod(
            [
              container({
                state: 'failed',
                reason: 'OOMKilled',
                exitCode: 137,
              }),
            ],
            { phase: 'Failed' },
          ),
        ],
      }),
      {
        reason:
          'The run has failed. The container main ended with exit code 137 in attempt 2 (OOMKilled).',
      },
    ],
    [
      'that suspended the workflow',
      run({ state: 'suspended', pipelineMessage: 'waits for approval' }),
      {
        tone: 'attention',
        next: 'resume',
        reason:
          'The run has suspended the workflow until a user resumes it. It reports: waits for approval.',
      },
    ],
    [
      'that is retried',
      run({
        state: 'suspended',
        nextRetryAt: '2026-01-01T00:10:00Z',
        attempts: 2,
      }),
      {
        next: 'wait',
        reason:
          'The run has suspended the workflow, and the pipeline is retried at 2026-01-01T00:10:00Z. Attempts so far: 2.',
      },
    ],
    ['that was superseded', run({ state: 'superseded' }), { tone: 'neutral' }],
  ])('reads a run %s', (_, actual, expected) => {
    expect(readRunState(actual)).toMatchObject(expected);
  });
});
