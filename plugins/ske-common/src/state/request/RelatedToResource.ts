import { kratixLabels } from '../../annotations';
import type { PipelineRun } from '../../api';
import { findCondition } from '../parts/conditions';
import { isLabelSet } from '../parts/isLabelSet';
import type { ObservedObject } from '../parts/StateWithReason';

/**
 * Other objects that the state of a resource request depends on, as far as they are known. Each one makes the state more exact.
 *
 * @public
 */
export interface RelatedToResource {
  /** Whether the Promise has the label `kratix.io/paused`. */
  isPromisePaused?: boolean;
  /** When the Promise became available, for a caller that does not pass the Promise itself. */
  promiseAvailableSince?: string;
  /** The Promise. It shows whether it is paused, and whether it is available again. */
  promise?: ObservedObject;
  /** The ResourceBinding of the request, for the state of an upgrade. */
  binding?: unknown;
  /** The Works of the request. They show whether no Destination matches. */
  works?: readonly unknown[];
  /** The pipeline runs of the request, the latest first. They show whether a container cannot start or fails repeatedly. */
  runs?: readonly PipelineRun[];
}

/** Whether the Promise is paused; undefined if that is not known. */
export function isPromisePausedIn({
  isPromisePaused,
  promise,
}: RelatedToResource): boolean | undefined {
  return promise
    ? isLabelSet(promise.metadata.labels, kratixLabels.paused)
    : isPromisePaused;
}

/** When the Promise became available; undefined if it is not available or not known. */
export function promiseAvailableSince(
  related: RelatedToResource,
): string | undefined {
  return related.promise
    ? readAvailableSince(related.promise)
    : related.promiseAvailableSince;
}

/**
 * When a Promise became available; undefined if it is not available.
 *
 * @public
 */
export function readAvailableSince(
  promise: Pick<ObservedObject, 'status'>,
): string | undefined {
  const available = findCondition(promise.status, 'Available');
  return available?.status === 'True'
    ? available.lastTransitionTime
    : undefined;
}
