import { kratixLabels } from '../annotations';
import { isLabelSet } from './parts/isLabelSet';
import { decidedBy, findCondition } from './parts/conditions';
import { readDeletion } from './deletion';
import { readHealth } from './parts/health';
import { heldState } from './request/heldState';
import { pausedByPromise } from './request/pausedByPromise';
import { inProgress, pendingState } from './request/pendingState';
import {
  isPromisePausedIn,
  type RelatedToResource,
} from './request/RelatedToResource';
import type { RequestState } from './request/RequestState';
import { sentence } from './parts/sentences';
import { makeState, type ObservedObject } from './parts/StateWithReason';
import { readUpgrade, withUpgrade } from './upgrade';
import { quoted } from './parts/values';
import { withTrouble } from './withTrouble';
import {
  describeFailure,
  describeRun,
  isRunning,
  readPipelines,
} from './parts/workflow';

/**
 * Reads the state of a resource request. It never depends on the order of the conditions, and it does not trust conditions that
 * may be out of date, such as `Reconciled` of a previous run.
 *
 * @public
 */
export function readResourceState(
  resource: ObservedObject,
  related: RelatedToResource = {},
): RequestState {
  const state =
    deletingState(resource, related) ??
    heldState(resource, related) ??
    runState(resource, related) ??
    failedState(resource) ??
    pendingState(resource, related) ??
    doneState(resource);
  const upgrade = readUpgrade(related.binding);
  const described = withUpgrade(
    withTrouble(state, resource, related.runs),
    upgrade,
  );
  return state.notPickedUp === 'reconciliation' && upgrade?.pending
    ? { ...described, next: 'check-version' }
    : described;
}

function deletingState(
  resource: ObservedObject,
  related: RelatedToResource,
): RequestState | undefined {
  const deletion = readDeletion(resource, {
    isPromisePaused: isPromisePausedIn(related),
    runs: related.runs,
  });
  return (
    deletion &&
    makeState('deleting', deletion.tone, deletion.parts, {
      since: deletion.since,
      next: deletion.next,
    })
  );
}

function runState(
  { metadata, status }: ObservedObject,
  related: RelatedToResource,
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
    ? pausedByPromise(related, reconciled)
    : undefined;
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
