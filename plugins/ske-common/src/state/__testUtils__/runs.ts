import type { PipelineContainer, PipelinePod, PipelineRun } from '../../api';

/** A container of a pipeline. */
export const container = (
  more: Partial<PipelineContainer> = {},
): PipelineContainer => ({
  name: 'main',
  role: 'user',
  state: 'running',
  restarts: 0,
  hasLogs: true,
  ...more,
});

/** A Pod of a pipeline run. */
export const pod = (
  containers: PipelineContainer[],
  more: Partial<PipelinePod> = {},
): PipelinePod => ({
  name: 'pod-1',
  namespace: 'team-a',
  uid: 'pod-1',
  phase: 'Running',
  createdAt: '2026-01-01T00:00:01Z',
  deleting: false,
  containers,
  ...more,
});

/** A run of a pipeline. */
export const run = (more: Partial<PipelineRun> = {}): PipelineRun => ({
  job: 'job-1',
  namespace: 'team-a',
  uid: 'job-1',
  pipeline: 'p0',
  workflow: 'resource',
  action: 'configure',
  state: 'running',
  createdAt: '2026-01-01T00:00:00Z',
  failedPods: 0,
  pods: [],
  podsGone: false,
  ...more,
});
