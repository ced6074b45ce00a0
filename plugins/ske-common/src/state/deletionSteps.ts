import type { ObservedObject } from './parts/StateWithReason';
import { objectsAt, valueAt } from './parts/values';

/**
 * What Kratix does before it removes one of its finalizers.
 *
 * @public
 */
export type DeletionStepCode =
  | 'delete-workflows'
  | 'works'
  | 'jobs'
  | 'binding'
  | 'requests'
  | 'revisions'
  | 'permissions'
  | 'dependencies'
  | 'api'
  | 'foreign-finalizer';

/**
 * One step of a deletion.
 *
 * @public
 */
export interface DeletionStep {
  /** What Kratix removes in this step. */
  code: DeletionStepCode;
  /** The finalizer that the object has until the step is done. */
  finalizer: string;
  /** `waiting`: the step comes after the step that is `now`. */
  state: 'done' | 'now' | 'waiting';
}

type Step = readonly [finalizer: string, code: DeletionStepCode];

/** While an object has this finalizer, its delete pipeline has not succeeded. */
export const DELETE_WORKFLOWS = 'kratix.io/delete-workflows';

/** In the order in which Kratix removes them. */
const REQUEST_STEPS: readonly Step[] = [
  [DELETE_WORKFLOWS, 'delete-workflows'],
  ['kratix.io/work-cleanup', 'works'],
  ['kratix.io/workflows-cleanup', 'jobs'],
  ['kratix.io/resource-binding-cleanup', 'binding'],
];

/** In the order in which Kratix removes them. */
const PROMISE_STEPS: readonly Step[] = [
  [DELETE_WORKFLOWS, 'delete-workflows'],
  ['kratix.io/workflows-cleanup', 'jobs'],
  ['kratix.io/resource-request-cleanup', 'requests'],
  ['kratix.io/revision-cleanup', 'revisions'],
  ['kratix.io/dynamic-controller-dependant-resources-cleanup', 'permissions'],
  ['kratix.io/dependencies-cleanup', 'dependencies'],
  ['kratix.io/api-crd-cleanup', 'api'],
];

/** A Promise without an API has only the other finalizers. */
const API_STEPS: readonly DeletionStepCode[] = [
  'requests',
  'permissions',
  'api',
];

/** Reads the steps of a deletion from the finalizers that are left. */
export function readSteps(
  object: ObservedObject,
  isPromise: boolean,
): DeletionStep[] {
  const { finalizers } = object.metadata;
  const known = isPromise ? PROMISE_STEPS : REQUEST_STEPS;
  // If the object comes without finalizers, they are not known, and the deletion is assumed to be at its first step.
  const left = finalizers ?? known.map(([finalizer]) => finalizer);
  const own = known
    .filter(
      ([finalizer, code]) =>
        left.includes(finalizer) || !isPromise || hadStep(object.spec, code),
    )
    .map(([finalizer, code]) => ({ finalizer, code }));
  const foreign = left
    .filter(each => !known.some(([finalizer]) => finalizer === each))
    .map(finalizer => ({ finalizer, code: 'foreign-finalizer' as const }));
  const all = [...own, ...foreign];
  const now = all.findIndex(({ finalizer }) => left.includes(finalizer));
  return all.map((step, index) => ({
    ...step,
    state: stateOfStep(left.includes(step.finalizer), index === now),
  }));
}

function stateOfStep(isLeft: boolean, isNow: boolean): DeletionStep['state'] {
  if (!isLeft) {
    return 'done';
  }
  return isNow ? 'now' : 'waiting';
}

/** Whether a Promise had a finalizer before its deletion. If the spec is not known, the steps that depend on it are left out. */
function hadStep(spec: unknown, code: DeletionStepCode): boolean {
  if (spec === undefined) {
    return false;
  }
  if (code === 'delete-workflows') {
    return objectsAt(spec, 'workflows', 'promise', 'delete').length > 0;
  }
  const api = valueAt(spec, 'api', 'kind');
  return !API_STEPS.includes(code) || api !== undefined;
}
