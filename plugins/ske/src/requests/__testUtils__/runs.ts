import type { JsonObject } from '@backstage/types';
import type { PipelineRun } from '@kratix-portal/plugin-ske-common';

/** The status of a request whose pipeline has been running since a time. */
export function runningSince(time: string): JsonObject {
  return {
    observedGeneration: 1,
    workflows: 1,
    conditions: [
      {
        type: 'ConfigureWorkflowCompleted',
        status: 'False',
        reason: 'PipelinesInProgress',
        message: 'Pipelines are still in progress',
        lastTransitionTime: time,
      },
    ],
    kratix: {
      workflows: {
        pipelines: [
          { name: 'deploy', phase: 'Running', lastTransitionTime: time },
        ],
      },
    },
  };
}

/** A run of that pipeline whose image cannot be pulled. */
export const runWithoutImage: PipelineRun = {
  job: 'job-1',
  uid: 'job-1',
  pipeline: 'deploy',
  namespace: 'team-a',
  workflow: 'resource',
  action: 'configure',
  state: 'running',
  createdAt: '2026-11-29T10:00:00Z',
  failedPods: 0,
  podsGone: false,
  pods: [
    {
      name: 'pod-1',
      uid: 'pod-1',
      namespace: 'team-a',
      phase: 'Pending',
      containers: [
        {
          name: 'deploy',
          role: 'user',
          state: 'waiting',
          reason: 'ImagePullBackOff',
          message: 'Back-off pulling image "registry.example.com/deploy:v1"',
          restarts: 0,
          hasLogs: false,
        },
      ],
    },
  ],
} as unknown as PipelineRun;
