import { availableConditions, reconciledConditions } from './kratixConditions';
import { labelNames } from './kratixNames';
import { PromiseRule } from './PromiseState';
import { requirementsCondition } from './requirements';
import { report } from './WorkflowState';

/** Reports the requirements in the status of the Promise, and the Promise in the status of each required Promise. */
export const reportRequirements: PromiseRule = state => {
  const { object, promiseName, requirements } = state;
  if (!requirements.length) {
    return undefined;
  }
  const unmarked = requirements.find(
    ({ promise }) =>
      promise &&
      !promise.status?.requiredBy?.some(
        entry => entry.promise?.name === promiseName,
      ),
  );
  if (unmarked?.promise) {
    const { promise, version: requiredVersion } = unmarked;
    const version = object.metadata.labels?.[labelNames.promiseVersion];
    const requiredBy = [
      ...(promise.status?.requiredBy ?? []),
      { promise: { name: promiseName, version }, requiredVersion },
    ];
    const required = { ...state, object: promise };
    return report(required, { status: { requiredBy } });
  }
  const condition = requirementsCondition(requirements);
  const isFulfilled = condition.status === 'True';
  const status = {
    requiredPromises: requirements.map(({ name, state: found, version }) => ({
      ...(name ? { name } : {}),
      state: found,
      ...(version ? { version } : {}),
    })),
  };
  if (isFulfilled) {
    const note = 'All required promises are available';
    return report(state, { status, conditions: [condition] }, [
      { reason: 'RequirementsFulfilled', note },
    ]);
  }
  const missing = requirements.find(each => !each.isFulfilled);
  const note = `Required Promise ${missing?.name} not installed or unknown state`;
  return report(
    state,
    {
      status: {
        ...status,
        status: 'Unavailable',
        kratix: { status: 'Unavailable' },
      },
      conditions: [
        condition,
        availableConditions.unavailable,
        reconciledConditions.requirementsMissing,
      ],
    },
    [{ reason: condition.reason, note }],
  );
};

export const waitForRequirements: PromiseRule = ({
  requirements,
  recheckMilliseconds,
}) =>
  requirements.every(({ isFulfilled }) => isFulfilled)
    ? undefined
    : { afterMilliseconds: recheckMilliseconds };
