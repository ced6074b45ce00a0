import { ConditionValues } from './kratixConditions';
import { KratixPromise, PromiseRevision } from './kratixObjects';

/** A Promise that another Promise requires. */
export interface Requirement {
  name?: string;
  version?: string;
  state: string;
  isFulfilled: boolean;
  promise?: KratixPromise;
}

/** The state of a requirement. A version counts as installed as long as a revision of it exists, even if the required Promise has another version now. */
export function requirementOf(
  { name, version }: { name?: string; version?: string },
  promise: KratixPromise | undefined,
  revisions: PromiseRevision[],
): Requirement {
  const isVersionInstalled =
    !version || revisions.some(({ spec }) => spec.version === version);
  let state = 'Requirement installed';
  if (!promise) {
    state = 'Requirement not installed';
  } else if (!isVersionInstalled) {
    state = 'Requirement not installed at the specified version';
  } else if (promise.status?.status !== 'Available') {
    state = 'Requirement not available';
  }
  const isFulfilled = state === 'Requirement installed';
  return { name, version, state, isFulfilled, promise };
}

/** The condition RequirementsFulfilled. */
export function requirementsCondition(
  requirements: Requirement[],
): ConditionValues {
  const type = 'RequirementsFulfilled';
  const unmet = requirements.filter(({ isFulfilled }) => !isFulfilled);
  if (!unmet.length) {
    const reason = 'RequirementsInstalled';
    return { type, status: 'True', reason, message: 'Requirements fulfilled' };
  }
  const areInstalled = unmet.every(
    ({ state }) => state === 'Requirement not available',
  );
  return {
    type,
    status: 'False',
    reason: areInstalled
      ? 'RequirementsNotAvailable'
      : 'RequirementsNotInstalled',
    message: 'Requirements not fulfilled',
  };
}
