import { ConditionValues } from './conditions';
import {
  KratixPromise,
  PromiseRevision,
  RequiredPromiseStatus,
} from './kratixObjects';

const states = {
  installed: 'Requirement installed',
  missing: 'Requirement not installed',
  wrongVersion: 'Requirement not installed at the specified version',
  unavailable: 'Requirement not available',
};

/**
 * What became of one requirement. A version counts as installed as long as a revision of it exists: the required Promise may have moved on.
 */
export function requirementState(
  required: { name?: string; version?: string },
  promise: KratixPromise | undefined,
  revisions: PromiseRevision[],
): RequiredPromiseStatus {
  const { name, version } = required;
  if (!promise) {
    return { name, version, state: states.missing };
  }
  const isVersionThere =
    !version || revisions.some(revision => revision.spec.version === version);
  if (!isVersionThere) {
    return { name, version, state: states.wrongVersion };
  }
  return {
    name,
    version,
    state:
      promise.status?.status === 'Available'
        ? states.installed
        : states.unavailable,
  };
}

export function areFulfilled(requirements: RequiredPromiseStatus[]) {
  return requirements.every(({ state }) => state === states.installed);
}

/** The condition RequirementsFulfilled. */
export function requirementsCondition(
  requirements: RequiredPromiseStatus[],
): ConditionValues {
  const type = 'RequirementsFulfilled';
  if (areFulfilled(requirements)) {
    return {
      type,
      status: 'True',
      reason: 'RequirementsInstalled',
      message: 'Requirements fulfilled',
    };
  }
  const onlyUnavailable = requirements.every(
    ({ state }) => state === states.installed || state === states.unavailable,
  );
  return {
    type,
    status: 'False',
    reason: onlyUnavailable
      ? 'RequirementsNotAvailable'
      : 'RequirementsNotInstalled',
    message: 'Requirements not fulfilled',
  };
}
