import { kratixLabels } from '../../annotations';
import { decidedBy, findCondition, type Condition } from '../parts/conditions';
import { isLabelSet } from '../parts/isLabelSet';
import { labelSetAt } from '../parts/pickUp';
import { sentence, type ReasonPart } from '../parts/sentences';
import { makeState, type ObservedObject } from '../parts/StateWithReason';
import { quoted } from '../parts/values';
import { describeSuspension, isRunning } from '../parts/workflow';
import { describeUnmet, readRequirements } from '../parts/requirements';
import {
  isPromisePausedIn,
  promiseAvailableSince,
  type RelatedToResource,
} from './RelatedToResource';
import type { RequestState } from './RequestState';

/** The state of a request that a label or its Promise stops. It has precedence over the result of the previous run. */
export function heldState(
  { metadata, status }: ObservedObject,
  related: RelatedToResource,
): RequestState | undefined {
  if (isLabelSet(metadata.labels, kratixLabels.paused)) {
    return makeState(
      'paused',
      'neutral',
      [sentence('request-paused', { label: kratixLabels.paused })],
      {
        since:
          labelSetAt(metadata.managedFields, kratixLabels.paused) ??
          pausedSince(status),
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
  return waitingState(status, related);
}

function pausedSince(status: unknown): string | undefined {
  const reconciled = findCondition(status, 'Reconciled');
  return reconciled?.reason === 'PausedReconciliation'
    ? reconciled.lastTransitionTime
    : undefined;
}

/** Kratix checks the request again within a minute after the Promise has become available. Until then Kratix does not update the condition. */
function waitingState(
  status: unknown,
  related: RelatedToResource,
): RequestState | undefined {
  const promise = findCondition(status, 'PromiseAvailable');
  if (promise?.status !== 'False') {
    return undefined;
  }
  if (promiseAvailableSince(related) && !isPromisePausedIn(related)) {
    return makeState(
      'waiting-for-promise',
      'progress',
      [sentence('request-is-looked-at-again')],
      { ...decidedBy(promise), next: 'wait' },
    );
  }
  return makeState(
    'waiting-for-promise',
    'attention',
    [
      sentence('request-waits-for-promise'),
      ...whyUnavailable(promise, related),
    ],
    { ...decidedBy(promise), next: 'check-promise' },
  );
}

/** Kratix always writes that requirements are not installed, even if a pipeline of the Promise has failed. So the Promise itself is read. */
function whyUnavailable(
  { reason, message }: Condition,
  { promise }: RelatedToResource,
): ReasonPart[] {
  if (reason !== 'PromiseRequirementsNotInstalled') {
    return [
      sentence('kratix-says', {
        message: quoted(message ?? 'The Promise is not available'),
      }),
    ];
  }
  if (!promise) {
    return [];
  }
  const { status } = promise;
  if (findCondition(status, 'RequirementsFulfilled')?.status === 'False') {
    return describeUnmet(readRequirements(promise));
  }
  return findCondition(status, 'ConfigureWorkflowCompleted')?.reason ===
    'ConfigureWorkflowFailed' && !isRunning(status)
    ? [sentence('promise-pipeline-failed')]
    : [];
}
