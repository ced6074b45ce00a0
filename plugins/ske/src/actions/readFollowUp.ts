import {
  isLabelSet,
  kratixLabels,
  PICK_UP_WARNING_SECONDS,
  readBindingState,
  readResourceState,
  readWorkflow,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';
import { textAt } from '../values';
import type { Action } from './Action';

/** An action that the cluster has accepted. */
export interface AcceptedAction {
  readonly action: Action;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The object that the user saw. */
  readonly before: KubernetesObject;
  /** The resourceVersion of the object after the write, if the response contained it. */
  readonly resourceVersion?: string;
}

/**
 * What Kratix did next.
 *
 * - `waiting`: it has not picked the action up yet.
 * - `late`: it has not picked the action up for a minute.
 * - `held`: it has stopped reconciling the object, as the user asked.
 * - `started`: it has picked the action up. `pipeline` is the pipeline that runs, if there is one.
 * - `applied`: the action is complete.
 */
export interface FollowUp {
  readonly stage: 'waiting' | 'late' | 'held' | 'started' | 'applied';
  readonly pipeline?: string;
}

/** Reads what Kratix did after an action. A deletion has its own card, so this function says nothing about it. */
export function readFollowUp(
  accepted: AcceptedAction,
  object: KubernetesObject,
  binding: KubernetesObject | undefined,
  now: number,
): FollowUp | undefined {
  const { action, at } = accepted;
  if (action.name === 'delete') {
    return undefined;
  }
  const waiting = {
    stage:
      now - at >= PICK_UP_WARNING_SECONDS * 1_000
        ? ('late' as const)
        : ('waiting' as const),
  };
  const { labels } = object.metadata;
  switch (action.name) {
    case 'upgrade':
      return readUpgrade(action.version, binding, accepted, object) ?? waiting;
    case 'pause':
      return isLabelSet(labels, kratixLabels.paused)
        ? { stage: 'held' }
        : waiting;
    case 'resume':
      return isStale(accepted, object) ||
        readResourceState(object).notPickedUp === 'resumed'
        ? waiting
        : describeRun(object);
    default:
      return isStale(accepted, object) ||
        isLabelSet(labels, kratixLabels.manualReconciliation)
        ? waiting
        : describeRun(object);
  }
}

/** Whether the page has not received the object after the write. */
function isStale(
  { before, resourceVersion }: AcceptedAction,
  object: KubernetesObject,
): boolean {
  const seen = object.metadata.resourceVersion;
  if (seen === before.metadata.resourceVersion) {
    return true;
  }
  // As of Kubernetes 1.35 a resourceVersion is a number that increases; older clusters behave the same.
  return (
    resourceVersion !== undefined && Number(seen) < Number(resourceVersion)
  );
}

function describeRun(object: KubernetesObject): FollowUp {
  const { current } = readWorkflow(object.status);
  return current === undefined || current.phase !== 'Running'
    ? { stage: 'started' }
    : { stage: 'started', pipeline: current.name };
}

function readUpgrade(
  version: string,
  binding: KubernetesObject | undefined,
  accepted: AcceptedAction,
  object: KubernetesObject,
): FollowUp | undefined {
  if (
    textAt(binding?.spec, 'version') !== version ||
    binding === undefined ||
    isLabelSet(object.metadata.labels, kratixLabels.manualReconciliation)
  ) {
    return undefined;
  }
  const { state } = readBindingState(binding);
  if (state === 'applied') {
    return { stage: 'applied' };
  }
  // The failure of an earlier run stays in the binding until Kratix starts the next one.
  return state === 'failed' && isStale(accepted, object)
    ? undefined
    : describeRun(object);
}
