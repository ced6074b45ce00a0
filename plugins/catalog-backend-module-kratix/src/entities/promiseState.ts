import { isObject } from '../platform/isObject';
import { readConditions } from '../platform/kubernetesObject';
import type { PromiseObject } from '../platform/PromiseObject';
import { isPaused, isSuspended, type StateWithReason } from './resourceState';

/** How a Promise is, in one word. */
export type PromiseState =
  | 'available'
  | 'unavailable'
  | 'paused'
  | 'suspended'
  | 'failed'
  | 'deleting'
  | 'not-picked-up';

/** Reads the state of a Promise from its labels, its conditions and `status.status`; the first that fits wins. */
export function readPromiseState(
  promise: Pick<PromiseObject, 'deleting' | 'labels' | 'status'>,
): StateWithReason<PromiseState> {
  const { labels, status } = promise;
  const conditions = readConditions(status);
  const find = (type: string) => conditions.find(each => each.type === type);
  const reconciled = find('Reconciled');
  const available = find('Available');
  if (promise.deleting) {
    return { state: 'deleting' };
  }
  if (isPaused(labels, reconciled)) {
    return { state: 'paused' };
  }
  if (isSuspended(labels, reconciled)) {
    return { state: 'suspended' };
  }
  const failed = find('ConfigureWorkflowCompleted');
  if (failed?.reason === 'ConfigureWorkflowFailed') {
    return { state: 'failed', reason: failed.message };
  }
  const word = readStatusWord(promise);
  if (available?.status === 'True' || (!available && word === 'Available')) {
    return { state: 'available' };
  }
  if (available?.status === 'False' || word === 'Unavailable') {
    const unmet = find('RequirementsFulfilled');
    return {
      state: 'unavailable',
      reason: unmet?.status === 'False' ? unmet.message : available?.message,
    };
  }
  return { state: 'not-picked-up' };
}

/** `status.kratix.status`, or where older versions of Kratix have it. */
function readStatusWord(promise: Pick<PromiseObject, 'status'>): unknown {
  const { kratix, status } = promise.status;
  return isObject(kratix) && 'status' in kratix ? kratix.status : status;
}
