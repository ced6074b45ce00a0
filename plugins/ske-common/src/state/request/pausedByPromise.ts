import { kratixLabels } from '../../annotations';
import { decidedBy, type Condition } from '../parts/conditions';
import { sentence } from '../parts/sentences';
import { makeState } from '../parts/StateWithReason';
import {
  isPromisePausedIn,
  promiseAvailableSince,
  type RelatedToResource,
} from './RelatedToResource';
import type { RequestState } from './RequestState';

/**
 * The state of a request with the condition that it is paused. When a Promise is resumed, Kratix does not remove this condition from the requests, and does
 * not reconcile the requests again.
 */
export function pausedByPromise(
  related: RelatedToResource,
  reconciled: Condition | undefined,
): RequestState {
  const facts = decidedBy(reconciled);
  switch (isPromisePausedIn(related)) {
    case true:
      return makeState(
        'paused',
        'neutral',
        [sentence('request-paused-by-promise')],
        { ...facts, next: 'resume-promise' },
      );
    case false:
      return resumedState(related, reconciled);
    default:
      return makeState(
        'paused',
        'neutral',
        [sentence('request-paused-or-was')],
        { ...facts, next: 'check-promise' },
      );
  }
}

/** The time since which the request is in this state. The condition has the time of the pause. If the Promise was paused and not the request, the Promise has the time at which it was resumed. */
function resumedState(
  related: RelatedToResource,
  reconciled: Condition | undefined,
): RequestState {
  const pausedAt = reconciled?.lastTransitionTime ?? '';
  const availableAt = promiseAvailableSince(related) ?? '';
  return {
    ...makeState(
      'not-picked-up',
      'attention',
      [
        sentence('request-resumed-not-picked-up'),
        sentence('label-starts-it', {
          label: kratixLabels.manualReconciliation,
        }),
      ],
      {
        ...decidedBy(reconciled),
        since: availableAt > pausedAt ? availableAt : undefined,
        next: 'reconcile',
      },
    ),
    notPickedUp: 'resumed',
  };
}
