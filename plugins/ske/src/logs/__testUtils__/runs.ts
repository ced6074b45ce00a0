import type { PipelineRun } from '@kratix-portal/plugin-ske-common';

/** A container that has succeeded. */
export function container(
  name: string,
  more: Partial<PipelineRun['pods'][0]['containers'][0]> = {},
) {
  return {
    name,
    role: 'user' as const,
    state: 'succeeded' as const,
    restarts: 0,
    hasLogs: true,
    ...more,
  };
}

/** A run with the containers of its Pods. */
export function run(...pods: ReturnType<typeof container>[][]): PipelineRun {
  return {
    job: 'job',
    namespace: 'team-a',
    uid: 'u',
    pipeline: 'p',
    workflow: 'resource',
    action: 'configure',
    state: 'running',
    createdAt: '2026-08-01T10:00:00Z',
    failedPods: 0,
    podsGone: false,
    pods: pods.map((containers, index) => ({
      name: `pod-${index}`,
      namespace: 'team-a',
      uid: `uid-${index}`,
      phase: 'Running',
      createdAt: `2026-08-01T10:00:0${index}Z`,
      deleting: false,
      containers,
    })),
  };
}
