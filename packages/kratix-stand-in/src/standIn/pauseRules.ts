import { hasLabel, hold, patchLabels, step } from './Controller';
import {
  availableConditions,
  findCondition,
  reconciledConditions,
  workflowConditions,
} from './kratixConditions';
import { labelNames } from './kratixNames';
import { phasesOf, report, WorkflowRule } from './WorkflowState';

/** Stops all later rules for a paused object, even when it is being deleted. */
export const holdWhilePaused: WorkflowRule = state => {
  const { paused, kind } = state;
  if (!paused) {
    return undefined;
  }
  const isPromise = kind === 'promise';
  const unavailable = {
    status: 'Unavailable',
    kratix: { status: 'Unavailable' },
  };
  const note = `'${labelNames.paused}' label set to 'true' for ${paused}`;
  return (
    report(
      state,
      {
        status: isPromise ? unavailable : {},
        conditions: [
          reconciledConditions.paused,
          ...(isPromise ? [availableConditions.paused] : []),
        ],
      },
      [{ reason: 'PausedReconciliation', note, type: 'Warning' }],
    ) ?? hold
  );
};

/** After a pause all pipelines run again. Kratix does not repair the conditions of a Promise without pipelines. */
export const resumeAfterPause: WorkflowRule = state => {
  const { object, type, kind, pipelines } = state;
  const reconciled = findCondition(object.status, 'Reconciled');
  const isLeftBehind = kind === 'promise' && !pipelines.configure.length;
  if (
    reconciled?.reason !== reconciledConditions.paused.reason ||
    isLeftBehind
  ) {
    return undefined;
  }
  const reported = report(state, {
    conditions: [reconciledConditions.unpaused],
  });
  const labels = {
    [labelNames.runFromStart]: 'true',
    ...(kind === 'promise' ? { [labelNames.reconcileResources]: 'true' } : {}),
  };
  return step(...(reported?.writes ?? []), patchLabels(type, object, labels));
};

/** A suspended workflow continues when its label is removed, after `nextRetryAt`, or from the start when the spec changes. */
export const holdWhileSuspended: WorkflowRule = state => {
  const { object, type, kind, now } = state;
  if (!hasLabel(object, labelNames.suspended)) {
    return undefined;
  }
  const { generation, deletionTimestamp } = object.metadata;
  const { suspendedGeneration = generation } =
    object.status?.kratix?.workflows ?? {};
  if (suspendedGeneration !== generation && !deletionTimestamp) {
    const labels = {
      [labelNames.suspended]: null,
      [labelNames.runFromStart]: 'true',
    };
    return step(patchLabels(type, object, labels));
  }
  const nextRetry = phasesOf(state)
    .filter(({ phase }) => phase === 'Suspended')
    .map(({ nextRetryAt }) => nextRetryAt && Date.parse(nextRetryAt))[0];
  if (nextRetry && nextRetry <= now.getTime()) {
    return step(patchLabels(type, object, { [labelNames.suspended]: null }));
  }
  const what = kind === 'promise' ? 'promise' : 'resource request';
  const note = `'${labelNames.suspended}' label set to 'true' for ${what}; skipping reconciliation`;
  return (
    report(
      state,
      {
        conditions: [
          reconciledConditions.suspended,
          ...(kind === 'promise' ? [availableConditions.suspended] : []),
          ...(deletionTimestamp ? [workflowConditions.deleteSuspended] : []),
        ],
      },
      [{ reason: 'WorkflowSuspended', note, type: 'Warning' }],
    ) ?? (nextRetry ? { afterMilliseconds: nextRetry - now.getTime() } : hold)
  );
};
