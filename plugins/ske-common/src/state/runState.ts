import type {
  PipelineContainer,
  PipelinePod,
  PipelineRun,
  PipelineState,
} from '../api';
import { oneLine } from '../errors';
import { sentence, type ReasonPart } from './sentences';
import { makeState, type ObjectState } from './StateWithReason';
import { quoted } from './values';

/** Reasons of a container that waits because its image is missing. */
const IMAGE_REASONS = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
];

/**
 * Reads the state of a run of a pipeline, with what holds it up.
 *
 * @public
 */
export function readRunState(run: PipelineRun): ObjectState<PipelineState> {
  switch (run.state) {
    case 'succeeded':
      return makeState('succeeded', 'positive', [sentence('run-succeeded')], {
        since: run.finishedAt,
      });
    case 'failed':
      return makeState(
        'failed',
        'negative',
        [sentence('run-failed'), messageOf(run)],
        { since: run.finishedAt, next: 'fix-pipeline' },
      );
    case 'suspended':
      return suspendedRun(run);
    case 'superseded':
      return makeState('superseded', 'neutral', [sentence('run-superseded')]);
    default:
      return activeRun(run);
  }
}

function suspendedRun(run: PipelineRun): ObjectState<PipelineState> {
  const { nextRetryAt, attempts, pipelineMessage } = run;
  return makeState(
    'suspended',
    'attention',
    [
      nextRetryAt
        ? sentence('run-retried-later', { nextRetryAt })
        : sentence('run-suspended'),
      attempts === undefined
        ? undefined
        : sentence('pipeline-attempts', { attempts }),
      pipelineMessage
        ? sentence('pipeline-reports', { message: quoted(pipelineMessage) })
        : undefined,
    ],
    { since: run.finishedAt, next: nextRetryAt ? 'wait' : 'resume' },
  );
}

function activeRun(run: PipelineRun): ObjectState<PipelineState> {
  const state = run.state;
  const pod = run.pods.at(-1);
  const problem = pod && describeProblem(pod);
  const since = run.startedAt ?? run.createdAt;
  if (problem) {
    return makeState(state, 'attention', [problem, messageOf(run)], {
      since,
      next: 'fix-pipeline',
    });
  }
  return makeState(
    state,
    'progress',
    [sentence(state === 'running' ? 'run-running' : 'run-pending')],
    { since, next: 'wait' },
  );
}

/** What holds up a Pod that has not ended; undefined if nothing does. */
function describeProblem(pod: PipelinePod): ReasonPart | undefined {
  const container = pod.containers.find(isInTrouble);
  if (container) {
    return IMAGE_REASONS.includes(container.reason ?? '')
      ? sentence('run-image', { container: oneLine(container.name) })
      : sentence('run-retrying', { container: oneLine(container.name) });
  }
  return pod.reason === 'Unschedulable'
    ? sentence('run-unschedulable')
    : undefined;
}

/** Whether a container has failed, or waits for something other than its turn. */
export function isInTrouble(container: PipelineContainer): boolean {
  const { state, reason = '', exitCode } = container;
  return (
    state === 'failed' ||
    (state === 'waiting' &&
      (IMAGE_REASONS.includes(reason) ||
        reason === 'CrashLoopBackOff' ||
        reason === 'CreateContainerConfigError' ||
        reason === 'CreateContainerError' ||
        reason === 'RunContainerError' ||
        (exitCode !== undefined && exitCode !== 0)))
  );
}

function messageOf({ message }: PipelineRun): ReasonPart | undefined {
  return message === undefined
    ? undefined
    : sentence('kratix-says', { message: quoted(message) });
}
