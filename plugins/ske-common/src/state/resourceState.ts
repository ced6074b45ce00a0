import { kratixLabels } from '../annotations';
import { isLabelSet } from './isLabelSet';
import { findCondition, type Condition } from './conditions';
import { describeDeletion } from './deletion';
import { readHealth } from './health';
import type {
  ObservedObject,
  ResourceState,
  StateWithReason,
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

type State = StateWithReason<ResourceState>;

/**
 * Reads the state of a resource request. It never depends on the order of the conditions, and it does not trust conditions that Kratix leaves
 * behind, such as `Reconciled` of a previous run.
 *
 * @public
 */
export function readResourceState(
  resource: ObservedObject,
  related: RelatedToResource = {},
): StateWithReason<ResourceState> {
  const { metadata, status } = resource;
  if (metadata.deletionTimestamp !== undefined) {
    return { state: 'deleting', reason: describeDeletion(resource) };
  }
  const { isPromisePaused, binding } = related;
  const state =
    heldState(resource) ??
    runState(resource, isPromisePaused) ??
    failedState(resource) ??
    pendingState(resource, isPromisePaused) ??
    doneState(status);
  return withUpgrade(state, readUpgrade(binding));
}

/** States that a label or the Promise causes, whatever the previous run reported. */
function heldState({ metadata, status }: ObservedObject): State | undefined {
  if (isLabelSet(metadata.labels, kratixLabels.paused)) {
    return {
      state: 'paused',
      reason: `Kratix does not reconcile the request, because the label ${kratixLabels.paused} is set on it.`,
    };
  }
  if (isLabelSet(metadata.labels, kratixLabels.workflowSuspended)) {
    return { state: 'suspended', reason: describeSuspension(status) };
  }
  const promise = findCondition(status, 'PromiseAvailable');
  return promise?.status === 'False'
    ? {
        state: 'waiting-for-promise',
        reason: `Kratix waits until the Promise is available. ${quoted(
          promise.message ?? 'The Promise is not available',
        )}`,
      }
    : undefined;
}

function runState(
  { metadata, status }: ObservedObject,
  isPromisePaused: boolean | undefined,
): State | undefined {
  const isResuming = readPipelines(status).some(
    ({ phase }) => phase === 'Suspended',
  );
  if (isRunning(status) || isResuming) {
    return inProgress(status, describeRun(status));
  }
  if (isLabelSet(metadata.labels, kratixLabels.runFromStart)) {
    return inProgress(
      status,
      'Kratix is about to run the pipelines from the start.',
    );
  }
  const reconciled = findCondition(status, 'Reconciled');
  return reconciled?.reason === 'PausedReconciliation'
    ? pausedByPromise(isPromisePaused)
    : undefined;
}

/** Kratix leaves this condition behind when a Promise is resumed, and does not come back to the request. */
function pausedByPromise(isPromisePaused: boolean | undefined): State {
  switch (isPromisePaused) {
    case true:
      return {
        state: 'paused',
        reason:
          'Kratix does not reconcile the request, because its Promise is paused.',
      };
    case false:
      return {
        state: 'not-picked-up',
        reason: `The request or its Promise was paused and has been resumed, but Kratix has not picked up the request since then. The label ${kratixLabels.manualReconciliation} starts it.`,
      };
    default:
      return {
        state: 'paused',
        reason:
          'Kratix reports that it does not reconcile the request, because its Promise is or was paused.',
      };
  }
}

function failedState({ metadata, status }: ObservedObject): State | undefined {
  if (
    findCondition(status, 'ConfigureWorkflowCompleted')?.reason ===
    'ConfigureWorkflowFailed'
  ) {
    const retry = isLabelSet(metadata.labels, kratixLabels.manualReconciliation)
      ? 'A retry was requested, and Kratix has not started it yet.'
      : undefined;
    return {
      state: 'failed',
      reason: sentences(describeFailure(status), retry),
    };
  }
  const works = findCondition(status, 'WorksSucceeded');
  return works?.status === 'False'
    ? {
        state: 'failed',
        reason: sentences(
          works.reason === 'WorksMisplaced'
            ? 'Works of the request are at Destinations that do not match them any more.'
            : 'Works of the request could not be written to their Destinations.',
          works.message && quoted(works.message),
        ),
      }
    : undefined;
}

/** States in which Kratix still has to do something. */
function pendingState(
  { metadata, status }: ObservedObject,
  isPromisePaused: boolean | undefined,
): State | undefined {
  if (!isObject(status) || Object.keys(status).length === 0) {
    return {
      state: 'not-picked-up',
      reason: 'Kratix has not picked up the request yet.',
    };
  }
  const reconciled = findCondition(status, 'Reconciled');
  const observed = numberAt(status, 'observedGeneration');
  const isObserved =
    metadata.generation !== undefined && observed === metadata.generation;
  const isDone =
    reconciled?.status === 'True' || hasNothingToRun(status, reconciled);
  if (isDone && observed !== undefined && !isObserved) {
    return isPromisePaused
      ? pausedByPromise(true)
      : {
          state: 'not-picked-up',
          reason: `Kratix has not picked up the latest change of the request yet (generation ${metadata.generation}, observed ${observed}).`,
        };
  }
  if (
    isDone &&
    isLabelSet(metadata.labels, kratixLabels.manualReconciliation)
  ) {
    return {
      state: 'not-picked-up',
      reason:
        'A reconciliation was requested, and Kratix has not started it yet.',
    };
  }
  if (isDone && (isObserved || reconciled?.status === 'True')) {
    return undefined;
  }
  const works = findCondition(status, 'WorksSucceeded');
  if (works?.status === 'Unknown') {
    return inProgress(
      status,
      `Kratix waits until the works of the request are ready at a Destination. ${quoted(
        works.message ?? 'Some works are not ready',
      )}`,
    );
  }
  return inProgress(
    status,
    readPipelines(status).length > 0
      ? 'The pipelines have succeeded, and Kratix is completing the request.'
      : 'Kratix is preparing the pipelines.',
  );
}

function doneState(status: unknown): State {
  return (
    readHealth(status) ?? {
      state: 'ready',
      reason: 'Kratix has reconciled the request.',
    }
  );
}

/** Requests to a Promise without pipelines never get conditions: they are done when Kratix has observed them. */
function hasNothingToRun(
  status: unknown,
  reconciled: Condition | undefined,
): boolean {
  return reconciled === undefined && numberAt(status, 'workflows') === 0;
}

function inProgress(status: unknown, what: string): State {
  return {
    state: 'in-progress',
    reason: sentences(what, readHealth(status)?.reason),
  };
}

function sentences(...all: (string | undefined)[]): string {
  return all.filter(each => each !== undefined && each !== '').join(' ');
}
