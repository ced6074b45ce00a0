import type { PipelineContainer, PipelinePod, PipelineRun } from '../api';
import { oneLine } from '../errors';
import { sentence, type ReasonPart } from './parts/sentences';

/** The reasons of a waiting container that mean that its image is missing. */
const IMAGE_REASONS = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
];

/** The reasons of a waiting container that mean another problem. Without a problem, a container waits until the container before it has ended. */
const WAITING_REASONS = [
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

/** Whether a container has failed, runs again after a failure, or waits because of a problem. */
function isInTrouble({
  state,
  reason = '',
  exitCode,
  restarts,
}: PipelineContainer) {
  return (
    state === 'failed' ||
    (state === 'running' && restarts > 0) ||
    (state === 'waiting' &&
      (IMAGE_REASONS.includes(reason) ||
        WAITING_REASONS.includes(reason) ||
        (exitCode !== undefined && exitCode !== 0)))
  );
}

/** A container that has failed or cannot start, with its Pod. */
export interface TroubledContainer {
  pod: PipelinePod;
  container: PipelineContainer;
  /** The number of the attempt, from 1. */
  attempt: number;
}

/** Finds the container that has failed or cannot start, in the latest Pod of a run. */
export function findTroubledContainer(
  run: PipelineRun,
): TroubledContainer | undefined {
  for (const pod of [...run.pods].reverse()) {
    const container = pod.containers.find(isInTrouble);
    if (container) {
      return { pod, container, attempt: attemptOf(run, pod, container) };
    }
  }
  return undefined;
}

/** Restarts of the container and failed Pods of the Job both count. When the Job gives up its latest Pod, the Job counts this Pod too. */
function attemptOf(
  { failedPods, state }: PipelineRun,
  { phase, deleting }: PipelinePod,
  { restarts }: PipelineContainer,
): number {
  const isCounted = state === 'failed' || phase === 'Failed' || deleting;
  const earlier = isCounted ? failedPods - 1 : failedPods;
  return Math.max(0, earlier) + restarts + 1;
}

/** Sentences about why a run waits or has failed, as far as its Pods show the reason. */
export function describeTrouble(run: PipelineRun): ReasonPart[] {
  const found = findTroubledContainer(run);
  if (found) {
    return [describeContainer(found)];
  }
  if (run.pods.at(-1)?.reason === 'Unschedulable') {
    return [sentence('run-unschedulable')];
  }
  return run.state === 'failed' && run.podsGone
    ? [sentence('run-pod-gone')]
    : [];
}

function describeContainer({
  container,
  attempt,
}: TroubledContainer): ReasonPart {
  const { reason = '', exitCode } = container;
  const name = oneLine(container.name);
  if (container.state === 'running') {
    return sentence('run-container-again', { container: name, attempt });
  }
  if (IMAGE_REASONS.includes(reason)) {
    return sentence('run-image', { container: name });
  }
  if (exitCode === undefined) {
    return sentence('run-container-waits', {
      container: name,
      reason: oneLine(reason),
    });
  }
  // `Error` and `CrashLoopBackOff` do not add anything to the exit code.
  return reason === '' || reason === 'Error' || reason === 'CrashLoopBackOff'
    ? sentence('run-container-exited', { container: name, exitCode, attempt })
    : sentence('run-container-exited-because', {
        container: name,
        exitCode,
        attempt,
        reason: oneLine(reason),
      });
}
