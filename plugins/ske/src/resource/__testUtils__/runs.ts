import type {
  PipelineContainer,
  PipelineRun,
} from '@kratix-portal/plugin-ske-common';
import type { At } from './At';

export function container(
  name: string,
  state: PipelineContainer['state'],
  at: At,
  more: Partial<PipelineContainer> = {},
): PipelineContainer {
  return {
    name,
    role: ['reader', 'work-writer', 'status-writer'].includes(name)
      ? 'kratix'
      : 'user',
    state,
    restarts: 0,
    hasLogs: state !== 'waiting',
    ...(state !== 'waiting' && { startedAt: at(130) }),
    ...((state === 'succeeded' || state === 'failed') && {
      finishedAt: at(121),
    }),
    ...more,
  };
}

export function run(
  pipeline: string,
  state: PipelineRun['state'],
  at: At,
  containers: PipelineContainer[],
): PipelineRun {
  const isOver = state === 'succeeded' || state === 'failed';
  return {
    job: `kratix-database-orders-${pipeline}-x7k2p`,
    uid: `job-${pipeline}`,
    namespace: 'team-orders',
    pipeline,
    workflow: 'resource',
    action: 'configure',
    state,
    createdAt: at(140),
    startedAt: at(139),
    ...(isOver && { finishedAt: at(120) }),
    failedPods: 0,
    podsGone: false,
    pods: [
      {
        name: `kratix-database-orders-${pipeline}-x7k2p-abcde`,
        namespace: 'team-orders',
        uid: `pod-${pipeline}`,
        phase: isOver ? 'Succeeded' : 'Running',
        createdAt: at(139),
        deleting: false,
        containers,
      },
    ],
  };
}

export function succeededRun(pipeline: string, at: At): PipelineRun {
  return run(pipeline, 'succeeded', at, [
    container('reader', 'succeeded', at),
    container('create', 'succeeded', at),
    container('status-writer', 'succeeded', at),
  ]);
}

export function event(
  at: At,
  type: string,
  reason: string,
  message: string,
  ago: number,
  count = 1,
) {
  return {
    type,
    reason,
    message,
    count,
    firstSeen: at(ago + 20),
    lastSeen: at(ago),
    reportedBy: 'ResourceRequestController',
  };
}
