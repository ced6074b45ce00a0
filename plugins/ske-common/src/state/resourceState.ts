import { kratixLabels } from '../annotations';
import { isLabelSet } from './isLabelSet';
import { decidedBy, findCondition, type Condition } from './conditions';
import { readDeletion } from './deletion';
import { readHealth } from './health';
import { specChangedAt, type NotPickedUp } from './pickUp';
import { sentence, type ReasonPart } from './sentences';
import {
  makeState,
  type ObjectState,
  type ObservedObject,
  type ResourceState,
  type StateFacts,
} from './StateWithReason';
import { readUpgrade, withUpgrade } from './upgrade';
import { isObject, numberAt, quoted } from './values';
import {
  describeFailure,
  describeRun,
  describeSuspension,
  isRunning,
  readPipelines,
} from './workflow';

/**
 * Other objects that the state of a resource request depends on, as far as they are known.
 *
 * @public
 */
export interface RelatedToResource {
  /** Whether the Promise has the label `kratix.io/paused`. */
  isPromisePaused?: boolean;
  /** The ResourceBinding of the request, for the state of an upgrade. */
  binding?: unknown;
}

/**
 * The state of a resource request.
 *
 * @public
 */
export interface RequestState extends ObjectState<ResourceState> {
  /** What Kratix has not picked up. `since` is then the time of that, such as `metadata.creationTimestamp`. */
  notPickedUp?: NotPickedUp;
}

const LABEL_STARTS_IT = sentence('label-starts-it', {
  label: kratixLabels.manualReconciliation,
});

/**
 * Reads the state of a resource request. It never depends on the order of the conditions, and it does not trust conditions that Kratix leaves
 * behind, such as `Reconciled` of a previous run.
 *
 * @public
 */
export function readResourceState(
  resource: ObservedObject,
  related: RelatedToResource = {},
): RequestState {
  const { isPromisePaused, binding } = related;
  const state =
    deletingState(resource, isPromisePaused) ??
    heldState(resource) ??
    runState(resource, isPromisePaused) ??
    failedState(resource) ??
    pendingState(resource, isPromisePaused) ??
    doneState(resource);
  const upgrade = readUpgrade(binding);
  const described = withUpgrade(state, upgrade);
  return state.notPickedUp === 'reconciliation' && upgrade?.pending
    ? { ...described, next: 'check-version' }
    : described;
}

function deletingState(
  resource: ObservedObject,
  isPromisePaused: boolean | undefined,
): RequestState | undefined {
  const deletion = readDeletion(resource, { isPromisePaused });
  return (
    deletion &&
    makeState('deleting', deletion.tone, deletion.parts, {
      since: deletion.since,
      next: deletion.next,
    })
  );
}

/** States that a label or the Promise causes, whatever the previous run reported. */
function heldState({
  metadata,
  status,
}: ObservedObject): RequestState | undefined {
  if (isLabelSet(metadata.labels, kratixLabels.paused)) {
    return makeState(
      'paused',
      'neutral',
      [sentence('request-paused', { label: kratixLabels.paused })],
      {
        since: pausedSince(status),
        decidedBy: { label: kratixLabels.paused },
        next: 'resume',
      },
    );
  }
  if (isLabelSet(metadata.labels, kratixLabels.workflowSuspended)) {
    const { parts, since, isRetried } = describeSuspension(status);
    return makeState('suspended', 'attention', parts, {
      since,
      decidedBy: { label: kratixLabels.workflowSuspended },
      next: isRetried ? 'wait' : 'resume',
    });
  }
  const promise = findCondition(status, 'PromiseAvailable');
  return promise?.status === 'False'
    ? makeState(
        'waiting-for-promise',
        'attention',
        [
          sentence('request-waits-for-promise'),
          sentence('kratix-says', {
            message: quoted(promise.message ?? 'The Promise is not available'),
          }),
        ],
        { ...decidedBy(promise), next: 'check-promise' },
      )
    : undefined;
}

function pausedSince(status: unknown): string | undefined {
  const reconciled = findCondition(status, 'Reconciled');
  return reconciled?.reason === 'PausedReconciliation'
    ? reconciled.lastTransitionTime
    : undefined;
}

function runState(
  { metadata, status }: ObservedObject,
  isPromisePaused: boolean | undefined,
): RequestState | undefined {
  const isResuming = readPipelines(status).some(
    ({ phase }) => phase === 'Suspended',
  );
  if (isRunning(status) || isResuming) {
    const { parts, since } = describeRun(status);
    return inProgress(status, parts, { since });
  }
  if (isLabelSet(metadata.labels, kratixLabels.runFromStart)) {
    return inProgress(status, [sentence('run-from-start')], {
      decidedBy: { label: kratixLabels.runFromStart },
    });
  }
  const reconciled = findCondition(status, 'Reconciled');
  return reconciled?.reason === 'PausedReconciliation'
    ? pausedByPromise(isPromisePaused, reconciled)
    : undefined;
}

/** Kratix leaves this condition behind when a Promise is resumed, and does not come back to the request. */
function pausedByPromise(
  isPromisePaused: boolean | undefined,
  reconciled: Condition | undefined,
): RequestState {
  const facts = decidedBy(reconciled);
  switch (isPromisePaused) {
    case true:
      return makeState(
        'paused',
        'neutral',
        [sentence('request-paused-by-promise')],
        { ...facts, next: 'resume-promise' },
      );
    case false:
      // The condition tells when the request was paused, not when it was resumed.
      return {
        ...makeState(
          'not-picked-up',
          'attention',
          [sentence('request-resumed-not-picked-up'), LABEL_STARTS_IT],
          { decidedBy: facts.decidedBy, next: 'reconcile' },
        ),
        notPickedUp: 'resumed',
      };
    default:
      return makeState(
        'paused',
        'neutral',
        [sentence('request-paused-or-was')],
        { ...facts, next: 'check-promise' },
      );
  }
}

function failedState({
  metadata,
  status,
}: ObservedObject): RequestState | undefined {
  const workflow = findCondition(status, 'ConfigureWorkflowCompleted');
  if (workflow?.reason === 'ConfigureWorkflowFailed') {
    const isRequested = isLabelSet(
      metadata.labels,
      kratixLabels.manualReconciliation,
    );
    const { parts, since } = describeFailure(status);
    return makeState(
      'failed',
      'negative',
      [...parts, isRequested ? sentence('retry-not-started') : undefined],
      {
        since,
        decidedBy: { condition: workflow.type },
        next: isRequested ? 'wait' : 'fix-pipeline',
      },
    );
  }
  const works = findCondition(status, 'WorksSucceeded');
  return works?.status === 'False'
    ? makeState(
        'failed',
        'negative',
        [
          sentence(
            works.reason === 'WorksMisplaced'
              ? 'works-misplaced'
              : 'works-failing',
          ),
          works.message
            ? sentence('kratix-says', { message: quoted(works.message) })
            : undefined,
        ],
        { ...decidedBy(works), next: 'check-destinations' },
      )
    : undefined;
}

/** States in which Kratix still has to do something. */
function pendingState(
  { metadata, status }: ObservedObject,
  isPromisePaused: boolean | undefined,
): RequestState | undefined {
  if (!isObject(status) || Object.keys(status).length === 0) {
    return notPickedUp('created', [sentence('request-not-picked-up')], {
      since: metadata.creationTimestamp,
    });
  }
  const reconciled = findCondition(status, 'Reconciled');
  const observed = numberAt(status, 'observedGeneration');
  const { generation } = metadata;
  const isObserved = generation !== undefined && observed === generation;
  const isDone =
    reconciled?.status === 'True' || hasNothingToRun(status, reconciled);
  if (isDone && observed !== undefined && !isObserved) {
    return isPromisePaused
      ? pausedByPromise(true, undefined)
      : notPickedUp(
          'changed',
          [
            sentence('request-change-not-picked-up', {
              generation: generation ?? '?',
              observed,
            }),
          ],
          { since: specChangedAt(metadata.managedFields) },
        );
  }
  if (
    isDone &&
    isLabelSet(metadata.labels, kratixLabels.manualReconciliation)
  ) {
    return notPickedUp(
      'reconciliation',
      [sentence('reconciliation-not-started')],
      { decidedBy: { label: kratixLabels.manualReconciliation } },
    );
  }
  if (isDone && (isObserved || reconciled?.status === 'True')) {
    return undefined;
  }
  return unfinishedState(status);
}

function unfinishedState(status: unknown): RequestState {
  const works = findCondition(status, 'WorksSucceeded');
  if (works?.status === 'Unknown') {
    return inProgress(
      status,
      [
        sentence('works-pending'),
        sentence('kratix-says', {
          message: quoted(works.message ?? 'Some works are not ready'),
        }),
      ],
      decidedBy(works),
    );
  }
  const pipelines = readPipelines(status);
  return inProgress(
    status,
    [
      sentence(
        pipelines.length > 0 ? 'request-completing' : 'pipelines-preparing',
      ),
    ],
    { since: pipelines.at(-1)?.lastTransitionTime },
  );
}

function notPickedUp(
  what: NotPickedUp,
  parts: readonly ReasonPart[],
  facts: StateFacts,
): RequestState {
  return {
    ...makeState('not-picked-up', 'progress', parts, {
      next: 'wait',
      ...facts,
    }),
    notPickedUp: what,
  };
}

function doneState({ metadata, status }: ObservedObject): RequestState {
  const reconciled = findCondition(status, 'Reconciled');
  const health = readHealth(status);
  if (health) {
    return makeState(
      health.state,
      health.state === 'unhealthy' ? 'negative' : 'attention',
      [health.part],
      { next: 'check-health' },
    );
  }
  return makeState('ready', 'positive', [sentence('request-ready')], {
    ...decidedBy(reconciled),
    since:
      reconciled?.lastTransitionTime ??
      (metadata.generation === 1 ? metadata.creationTimestamp : undefined),
  });
}

/** Requests to a Promise without pipelines never get conditions: they are done when Kratix has observed them. */
function hasNothingToRun(
  status: unknown,
  reconciled: Condition | undefined,
): boolean {
  return reconciled === undefined && numberAt(status, 'workflows') === 0;
}

function inProgress(
  status: unknown,
  what: readonly ReasonPart[],
  facts: StateFacts,
): RequestState {
  return makeState(
    'in-progress',
    'progress',
    [...what, readHealth(status)?.part],
    { ...facts, next: 'wait' },
  );
}
