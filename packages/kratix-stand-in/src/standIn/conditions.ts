import { Condition } from '../kubernetes/objects';

export type ConditionValues = Omit<Condition, 'lastTransitionTime'>;

/** RFC 3339 with whole seconds, as metav1.Time is written. */
export function timestamp(now: Date) {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}

export function findCondition(
  conditions: Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}

export function isTrue(conditions: Condition[] | undefined, type: string) {
  return findCondition(conditions, type)?.status === 'True';
}

function hasValues(condition: Condition | undefined, wanted: ConditionValues) {
  return (
    condition?.status === wanted.status &&
    condition.reason === wanted.reason &&
    condition.message === wanted.message
  );
}

/** Whether every wanted condition stands there already. */
export function haveConditions(
  conditions: Condition[] | undefined,
  wanted: ConditionValues[],
) {
  return wanted.every(values =>
    hasValues(findCondition(conditions, values.type), values),
  );
}

/** The list with the wanted conditions in it; a condition keeps its time as long as its status stays. */
export function withConditions(
  conditions: Condition[] | undefined,
  wanted: ConditionValues[],
  now: Date,
): Condition[] {
  const merged = [...(conditions ?? [])];
  for (const values of wanted) {
    const index = merged.findIndex(({ type }) => type === values.type);
    const since =
      index >= 0 && merged[index].status === values.status
        ? merged[index].lastTransitionTime
        : timestamp(now);
    const next: Condition = { ...values, lastTransitionTime: since };
    if (index >= 0) {
      merged[index] = next;
    } else {
      merged.push(next);
    }
  }
  return merged;
}

/** The conditions that Kratix sets on Promises and resource requests. */
export const workflowConditions = {
  inProgress: {
    type: 'ConfigureWorkflowCompleted',
    status: 'False',
    reason: 'PipelinesInProgress',
    message: 'Pipelines are still in progress',
  },
  completed: {
    type: 'ConfigureWorkflowCompleted',
    status: 'True',
    reason: 'PipelinesExecutedSuccessfully',
    message: 'Pipelines completed',
  },
  failed: (pipeline: string): ConditionValues => ({
    type: 'ConfigureWorkflowCompleted',
    status: 'False',
    reason: 'ConfigureWorkflowFailed',
    message: `A Configure Pipeline has failed: ${pipeline}`,
  }),
  deleteFailed: {
    type: 'DeleteWorkflowCompleted',
    status: 'False',
    reason: 'DeleteWorkflowFailed',
    message: 'The Delete Pipeline has failed',
  },
} satisfies Record<
  string,
  ConditionValues | ((name: string) => ConditionValues)
>;

function reconciled(
  status: Condition['status'],
  reason: string,
  message: string,
): ConditionValues {
  return { type: 'Reconciled', status, reason, message };
}

export const reconciledConditions = {
  workflowPending: reconciled('Unknown', 'WorkflowPending', 'Pending'),
  worksPending: reconciled('Unknown', 'WorksPending', 'Pending'),
  worksFailing: reconciled('False', 'WorksFailing', 'Failing'),
  workflowFailed: reconciled('False', 'ConfigureWorkflowFailed', 'Failing'),
  paused: reconciled('Unknown', 'PausedReconciliation', 'Paused'),
  unpaused: reconciled('Unknown', 'Unpaused', 'Pending'),
  requirementsMissing: reconciled(
    'Unknown',
    'RequirementsNotFulfilled',
    'Pending',
  ),
  done: reconciled('True', 'Reconciled', 'Reconciled'),
};

/** What the Works say about a Promise or a resource request as a whole. */
export function worksCondition(
  works: Array<{
    metadata: { name: string };
    status?: { conditions?: Condition[] };
  }>,
  owner: 'promise' | 'resource',
): ConditionValues {
  const names = (of: typeof works) =>
    `[${of.map(work => work.metadata.name).join(' ')}]`;
  const condition = (
    status: Condition['status'],
    reason: string,
    message: string,
  ): ConditionValues => ({ type: 'WorksSucceeded', status, reason, message });
  const misplaced = works.filter(
    work =>
      findCondition(work.status?.conditions, 'Ready')?.reason === 'Misplaced',
  );
  if (misplaced.length) {
    return condition(
      'False',
      'WorksMisplaced',
      `Some works associated with this ${owner} are misplaced: ${names(
        misplaced,
      )}`,
    );
  }
  const pending = works.filter(
    work => !isTrue(work.status?.conditions, 'Ready'),
  );
  if (pending.length) {
    return condition(
      'Unknown',
      'WorksPending',
      `Some works associated with this ${owner} are not ready: ${names(
        pending,
      )}`,
    );
  }
  return condition(
    'True',
    'WorksSucceeded',
    `All works associated with this ${owner} are ready`,
  );
}
