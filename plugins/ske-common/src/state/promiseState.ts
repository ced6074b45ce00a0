import { kratixLabels } from '../annotations';
import type { PipelineRun } from '../api';
import { isLabelSet } from './parts/isLabelSet';
import { decidedBy, findCondition } from './parts/conditions';
import { readDeletion } from './deletion';
import { labelSetAt, specChangedAt, type NotPickedUp } from './parts/pickUp';
import { describeUnmet, readRequirements } from './parts/requirements';
import { sentence, type ReasonPart } from './parts/sentences';
import {
  makeState,
  type ObjectState,
  type ObservedObject,
} from './parts/StateWithReason';
import { isObject, numberAt, quoted, textAt } from './parts/values';
import {
  describeFailure,
  describeRun,
  describeSuspension,
  isRunning,
  readPipelines,
} from './parts/workflow';
import { withTrouble } from './withTrouble';

/**
 * The state of a Promise in one word.
 *
 * @public
 */
export type PromiseState =
  | 'available'
  | 'unavailable'
  | 'in-progress'
  | 'paused'
  | 'suspended'
  | 'failed'
  | 'deleting'
  | 'not-picked-up';

/**
 * The state of a Promise.
 *
 * @public
 */
export interface PromiseObjectState extends ObjectState<PromiseState> {
  /** What Kratix has not picked up. A Promise can be available while Kratix has not picked up a change of it. */
  notPickedUp?: NotPickedUp;
}

/**
 * Reads the state of a Promise from its labels, its conditions and its status. The condition `Available` has precedence over `Reconciled`, because in
 * several cases Kratix does not update `Reconciled`.
 *
 * @param related - `runs`: its own pipeline runs, the latest first. They make the state more exact.
 * @public
 */
export function readPromiseState(
  promise: ObservedObject,
  related: { runs?: readonly PipelineRun[] } = {},
): PromiseObjectState {
  return withTrouble(readState(promise, related.runs), promise, related.runs);
}

function readState(
  promise: ObservedObject,
  runs: readonly PipelineRun[] | undefined,
): PromiseObjectState {
  return (
    deletingState(promise, runs) ??
    heldState(promise) ??
    failedState(promise) ??
    (isAvailable(promise.status)
      ? availableState(promise)
      : unavailableState(promise))
  );
}

function deletingState(
  promise: ObservedObject,
  runs: readonly PipelineRun[] | undefined,
): PromiseObjectState | undefined {
  const deletion = readDeletion(promise, { isPromise: true, runs });
  return (
    deletion &&
    makeState('deleting', deletion.tone, deletion.parts, {
      since: deletion.since,
      next: deletion.next,
    })
  );
}

function heldState({
  metadata,
  status,
}: ObservedObject): PromiseObjectState | undefined {
  const { labels } = metadata;
  if (isLabelSet(labels, kratixLabels.paused)) {
    const available = findCondition(status, 'Available');
    return makeState(
      'paused',
      'neutral',
      [sentence('promise-paused', { label: kratixLabels.paused })],
      {
        since:
          labelSetAt(metadata.managedFields, kratixLabels.paused) ??
          (available?.reason === 'PausedReconciliation'
            ? available.lastTransitionTime
            : undefined),
        decidedBy: { label: kratixLabels.paused },
        next: 'resume',
      },
    );
  }
  if (isLabelSet(labels, kratixLabels.workflowSuspended)) {
    const { parts, since, isRetried } = describeSuspension(status);
    return makeState('suspended', 'attention', parts, {
      since,
      decidedBy: { label: kratixLabels.workflowSuspended },
      next: isRetried ? 'wait' : 'resume',
    });
  }
  return undefined;
}

function failedState({
  status,
}: ObservedObject): PromiseObjectState | undefined {
  const workflow = findCondition(status, 'ConfigureWorkflowCompleted');
  if (workflow?.reason !== 'ConfigureWorkflowFailed' || isRunning(status)) {
    return undefined;
  }
  const { parts, since } = describeFailure(status);
  return makeState('failed', 'negative', parts, {
    since,
    decidedBy: { condition: workflow.type },
    next: 'fix-pipeline',
  });
}

function isAvailable(status: unknown): boolean {
  const available = findCondition(status, 'Available');
  return available
    ? available.status === 'True'
    : readStatusWord(status) === 'Available';
}

/** The state of a Promise that can fulfil requests. Kratix may still have work to do. */
function availableState({
  metadata,
  status,
}: ObservedObject): PromiseObjectState {
  const available = findCondition(status, 'Available');
  const observed = numberAt(status, 'observedGeneration');
  const works = findCondition(status, 'WorksSucceeded');
  const worksProblem =
    works?.status === 'False' && works.message ? works.message : undefined;
  const { generation } = metadata;
  // Kratix never writes the observed generation of some Promises.
  const isChanged =
    observed !== undefined &&
    generation !== undefined &&
    generation > observed &&
    !isRunning(status);
  const parts: (ReasonPart | undefined)[] = [
    sentence('promise-available'),
    ...(isRunning(status) ? describeRun(status).parts : []),
    isChanged
      ? sentence('promise-change-not-picked-up', { generation, observed })
      : undefined,
    worksProblem
      ? sentence('kratix-says', { message: quoted(worksProblem) })
      : undefined,
  ];
  const state = makeState(
    'available',
    worksProblem ? 'attention' : 'positive',
    parts,
    {
      ...decidedBy(available),
      since:
        available?.lastTransitionTime ??
        textAt(status, 'kratix', 'lastAvailableTime') ??
        textAt(status, 'lastAvailableTime'),
      next: worksProblem ? 'check-destinations' : undefined,
    },
  );
  return isChanged ? { ...state, notPickedUp: 'changed' } : state;
}

function unavailableState(promise: ObservedObject): PromiseObjectState {
  const { metadata, status } = promise;
  const requirements = findCondition(status, 'RequirementsFulfilled');
  if (requirements?.status === 'False') {
    const unmet = describeUnmet(readRequirements(promise));
    return makeState(
      'unavailable',
      'attention',
      unmet.length > 0
        ? unmet
        : [
            sentence('kratix-says', {
              message: quoted(
                requirements.message ?? 'Requirements are not installed',
              ),
            }),
          ],
      { ...decidedBy(requirements), next: 'install-requirements' },
    );
  }
  if (isRunning(status)) {
    const { parts, since } = describeRun(status);
    return makeState('in-progress', 'progress', parts, { since, next: 'wait' });
  }
  if (isLabelSet(metadata.labels, kratixLabels.runFromStart)) {
    return makeState('in-progress', 'progress', [sentence('run-from-start')], {
      decidedBy: { label: kratixLabels.runFromStart },
      next: 'wait',
    });
  }
  return reportedState(promise);
}

/** The state that the condition `Available` gives, if nothing else explains why the Promise is not available. */
function reportedState({
  metadata,
  status,
}: ObservedObject): PromiseObjectState {
  const available = findCondition(status, 'Available');
  if (available?.reason === 'PausedReconciliation') {
    return makeState(
      'unavailable',
      'progress',
      [sentence('promise-not-resumed')],
      { decidedBy: { condition: available.type }, next: 'wait' },
    );
  }
  const pipelines = readPipelines(status);
  if (
    available?.reason === 'PromiseUnavailable' &&
    pipelines.length > 0 &&
    pipelines.every(({ phase }) => phase === 'Succeeded')
  ) {
    return makeState(
      'in-progress',
      'progress',
      [sentence('promise-completing')],
      { since: pipelines.at(-1)?.lastTransitionTime, next: 'wait' },
    );
  }
  if (available || readStatusWord(status) === 'Unavailable') {
    const message = quoted(
      available?.message ?? 'Cannot fulfil resource requests',
    );
    return makeState(
      'unavailable',
      'attention',
      [sentence('kratix-reports', { message })],
      { ...decidedBy(available), next: 'wait' },
    );
  }
  return isObject(status) && Object.keys(status).length > 0
    ? makeState('in-progress', 'progress', [sentence('promise-installing')], {
        since:
          specChangedAt(metadata.managedFields) ?? metadata.creationTimestamp,
        next: 'wait',
      })
    : {
        ...makeState(
          'not-picked-up',
          'progress',
          [sentence('promise-not-picked-up')],
          { since: metadata.creationTimestamp, next: 'wait' },
        ),
        notPickedUp: 'created',
      };
}

/** `status.kratix.status`, or `status.status` of older versions of Kratix. */
function readStatusWord(status: unknown): string | undefined {
  return textAt(status, 'kratix', 'status') ?? textAt(status, 'status');
}
