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
 * The state of a request that says that it is paused. Kratix leaves this condition behind when a Promise is resumed, and does not reconcile the
 * request again.
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

/** The condition has the time of the pause. The Promise has the time at which it was resumed, if the Promise was paused and not the request. */
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
