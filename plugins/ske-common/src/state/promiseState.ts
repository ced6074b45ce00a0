import { kratixLabels } from '../annotations';
import { isLabelSet } from './isLabelSet';
import { findCondition } from './conditions';
import { describeDeletion } from './deletion';
import type { ObservedObject, StateWithReason } from './StateWithReason';
import { isObject, numberAt, objectsAt, quoted, textAt } from './values';
import {
  describeFailure,
  describeRun,
  describeSuspension,
  isRunning,
} from './workflow';

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

type State = StateWithReason<PromiseState>;

/**
 * Reads the state of a Promise from its labels, its conditions and its status. `Available` decides before `Reconciled`, since Kratix leaves
 * `Reconciled` behind in several cases.
 *
 * @public
 */
export function readPromiseState(
  promise: ObservedObject,
): StateWithReason<PromiseState> {
  const { metadata, status } = promise;
  const { labels } = metadata;
  if (metadata.deletionTimestamp !== undefined) {
    return { state: 'deleting', reason: describeDeletion(promise) };
  }
  if (isLabelSet(labels, kratixLabels.paused)) {
    return {
      state: 'paused',
      reason: `Kratix does not reconcile the Promise and its requests, because the label ${kratixLabels.paused} is set on the Promise.`,
    };
  }
  if (isLabelSet(labels, kratixLabels.workflowSuspended)) {
    return { state: 'suspended', reason: describeSuspension(status) };
  }
  const workflow = findCondition(status, 'ConfigureWorkflowCompleted');
  if (workflow?.reason === 'ConfigureWorkflowFailed' && !isRunning(status)) {
    return { state: 'failed', reason: describeFailure(status) };
  }
  return isAvailable(status)
    ? { state: 'available', reason: describeAvailable(promise) }
    : unavailableState(promise);
}

function isAvailable(status: unknown): boolean {
  const available = findCondition(status, 'Available');
  return available
    ? available.status === 'True'
    : readStatusWord(status) === 'Available';
}

/** The Promise can fulfil requests, but Kratix may have more to do. */
function describeAvailable({ metadata, status }: ObservedObject): string {
  const observed = numberAt(status, 'observedGeneration');
  const works = findCondition(status, 'WorksSucceeded');
  const more = [
    isRunning(status) ? describeRun(status) : undefined,
    // Kratix never writes the observed generation of some Promises.
    observed !== undefined &&
    metadata.generation !== undefined &&
    metadata.generation > observed &&
    !isRunning(status)
      ? `Kratix has not picked up the latest change of the Promise yet (generation ${metadata.generation}, observed ${observed}).`
      : undefined,
    works?.status === 'False' && works.message
      ? quoted(works.message)
      : undefined,
  ];
  return ['The Promise can fulfil requests.', ...more]
    .filter(each => each !== undefined)
    .join(' ');
}

function unavailableState({ metadata, status }: ObservedObject): State {
  const requirements = findCondition(status, 'RequirementsFulfilled');
  if (requirements?.status === 'False') {
    return { state: 'unavailable', reason: describeRequirements(status) };
  }
  if (isRunning(status)) {
    return { state: 'in-progress', reason: describeRun(status) };
  }
  if (isLabelSet(metadata.labels, kratixLabels.runFromStart)) {
    return {
      state: 'in-progress',
      reason: 'Kratix is about to run the pipelines from the start.',
    };
  }
  const available = findCondition(status, 'Available');
  if (available?.reason === 'PausedReconciliation') {
    return {
      state: 'unavailable',
      reason: 'The Promise was paused, and Kratix has not resumed it yet.',
    };
  }
  if (available || readStatusWord(status) === 'Unavailable') {
    return {
      state: 'unavailable',
      reason: quoted(
        `Kratix reports: ${available?.message ?? 'Cannot fulfil resource requests'}`,
      ),
    };
  }
  return isObject(status) && Object.keys(status).length > 0
    ? { state: 'in-progress', reason: 'Kratix is installing the Promise.' }
    : {
        state: 'not-picked-up',
        reason: 'Kratix has not picked up the Promise yet.',
      };
}

function describeRequirements(status: unknown): string {
  const unmet = objectsAt(status, 'requiredPromises')
    .map(each => ({
      name: textAt(each, 'name'),
      version: textAt(each, 'version'),
      state: textAt(each, 'state'),
    }))
    .filter(({ state }) => state !== 'Requirement installed')
    .map(({ name, version, state }) =>
      [name, version, state && `(${state.toLowerCase()})`]
        .filter(each => each !== undefined)
        .join(' '),
    );
  return unmet.length > 0
    ? quoted(`The Promise requires other Promises: ${unmet.join(', ')}`)
    : quoted(
        findCondition(status, 'RequirementsFulfilled')?.message ??
          'Requirements are not installed',
      );
}

/** `status.kratix.status`, or `status.status` of older versions of Kratix. */
function readStatusWord(status: unknown): string | undefined {
  return textAt(status, 'kratix', 'status') ?? textAt(status, 'status');
}
