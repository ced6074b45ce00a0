import { Condition } from '../kubernetes/objects';

export type ConditionValues = Omit<Condition, 'lastTransitionTime'>;

/** RFC 3339 with whole seconds, the format of metav1.Time. */
export function timestamp(now: Date) {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}

export function findCondition(
  { conditions }: { conditions?: Condition[] } = {},
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}

export function isTrue(
  status: { conditions?: Condition[] } | undefined,
  type: string,
) {
  return findCondition(status, type)?.status === 'True';
}

/** Whether the status has all these conditions. */
export function haveConditions(
  status: { conditions?: Condition[] } | undefined,
  wanted: ConditionValues[],
) {
  return wanted.every(({ type, ...values }) => {
    const found = findCondition(status, type);
    return (
      found?.status === values.status &&
      found.reason === values.reason &&
      found.message === values.message
    );
  });
}

/** Returns the conditions of the status with the wanted conditions added or replaced. `lastTransitionTime` changes only when `status` changes. */
export function withConditions(
  status: { conditions?: Condition[] } | undefined,
  wanted: ConditionValues[],
  now: Date,
): Condition[] {
  const merged = [...(status?.conditions ?? [])];
  for (const values of wanted) {
    const index = merged.findIndex(({ type }) => type === values.type);
    const since =
      merged[index]?.status === values.status
        ? merged[index].lastTransitionTime
        : timestamp(now);
    merged.splice(index < 0 ? merged.length : index, 1, {
      ...values,
      lastTransitionTime: since,
    });
  }
  return merged;
}

/** Returns a function that makes conditions of a type. */
export function conditionOf(type: string) {
  return (
    status: Condition['status'],
    reason: string,
    message: string,
  ): ConditionValues => ({ type, status, reason, message });
}

const configured = conditionOf('ConfigureWorkflowCompleted');
const deleted = conditionOf('DeleteWorkflowCompleted');

export const workflowConditions = {
  inProgress: configured(
    'False',
    'PipelinesInProgress',
    'Pipelines are still in progress',
  ),
  completed: configured(
    'True',
    'PipelinesExecutedSuccessfully',
    'Pipelines completed',
  ),
  failed: (pipeline: string) =>
    configured(
      'False',
      'ConfigureWorkflowFailed',
      `A Configure Pipeline has failed: ${pipeline}`,
    ),
  deleteFailed: deleted(
    'False',
    'DeleteWorkflowFailed',
    'The Delete Pipeline has failed',
  ),
  deleteSuspended: deleted(
    'False',
    'DeleteWorkflowSuspended',
    'The delete workflow is suspended',
  ),
};

const reconciled = conditionOf('Reconciled');

export const reconciledConditions = {
  workflowPending: reconciled('Unknown', 'WorkflowPending', 'Pending'),
  worksPending: reconciled('Unknown', 'WorksPending', 'Pending'),
  worksFailing: reconciled('False', 'WorksFailing', 'Failing'),
  workflowFailed: reconciled('False', 'ConfigureWorkflowFailed', 'Failing'),
  paused: reconciled('Unknown', 'PausedReconciliation', 'Paused'),
  unpaused: reconciled('Unknown', 'Unpaused', 'Pending'),
  suspended: reconciled('Unknown', 'WorkflowSuspended', 'Suspended'),
  requirementsMissing: reconciled(
    'Unknown',
    'RequirementsNotFulfilled',
    'Pending',
  ),
  done: reconciled('True', 'Reconciled', 'Reconciled'),
};

const available = conditionOf('Available');

/** The condition Available of a Promise. */
export const availableConditions = {
  available: available(
    'True',
    'PromiseAvailable',
    'Ready to fulfil resource requests',
  ),
  unavailable: available(
    'False',
    'PromiseUnavailable',
    'Cannot fulfil resource requests',
  ),
  paused: available('False', 'PausedReconciliation', 'Paused'),
  suspended: available('False', 'WorkflowSuspended', 'Suspended'),
};

const promiseAvailable = conditionOf('PromiseAvailable');

/** The condition PromiseAvailable of a resource request. */
export const promiseAvailableConditions = {
  met: promiseAvailable(
    'True',
    'PromiseAvailable',
    'Promise Requirements are met',
  ),
  missing: promiseAvailable(
    'False',
    'PromiseRequirementsNotInstalled',
    'Promise Requirements are not installed',
  ),
};

const upgrade = conditionOf('UpgradeSucceeded');

/** The condition UpgradeSucceeded of a ResourceBinding. */
export const upgradeConditions = {
  inProgress: (version: string) =>
    upgrade(
      'Unknown',
      'UpgradeInProgress',
      `Upgrade to version ${version} is in progress`,
    ),
  failed: (message: string) => upgrade('False', 'UpgradeFailed', message),
  complete: (version: string) =>
    upgrade('True', 'UpgradeComplete', `Resource is at version ${version}`),
};

/** The condition WorksSucceeded, which sums up the Works of a Promise or resource request. */
export function worksCondition(
  works: Array<{
    metadata: { name: string };
    status?: { conditions?: Condition[] };
  }>,
  owner: 'promise' | 'resource',
): ConditionValues {
  const condition = conditionOf('WorksSucceeded');
  const some = (of: typeof works, what: string) =>
    `Some works associated with this ${owner} are ${what}: [${of
      .map(({ metadata }) => metadata.name)
      .join(' ')}]`;
  const misplaced = works.filter(
    ({ status }) => findCondition(status, 'Ready')?.reason === 'Misplaced',
  );
  if (misplaced.length) {
    return condition('False', 'WorksMisplaced', some(misplaced, 'misplaced'));
  }
  const pending = works.filter(({ status }) => !isTrue(status, 'Ready'));
  if (pending.length) {
    return condition('Unknown', 'WorksPending', some(pending, 'not ready'));
  }
  return condition(
    'True',
    'WorksSucceeded',
    `All works associated with this ${owner} are ready`,
  );
}
