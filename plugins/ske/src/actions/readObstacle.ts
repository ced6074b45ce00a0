import {
  isLabelSet,
  kratixLabels,
  readDeletion,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';
import type { ActionName } from './Action';

/** Why an action makes no sense in the state of an object. The obstacle does not depend on the rights of the user. */
export type Obstacle =
  | 'deleting'
  | 'paused'
  | 'promise-paused'
  | 'requested'
  | 'not-held'
  | 'not-picked-up'
  | 'no-versions'
  | 'only-version';

/** What decides, besides the object itself, whether an action makes sense. */
export interface ActionFacts {
  readonly object: KubernetesObject;
  /** Whether the Promise of a request has the label that pauses it. */
  readonly isPromisePaused?: boolean;
  /**
   * The versions that the object could have: `none` if its Promise has no versions, `same` if there is no other version. Absent if the versions are not
   * known; then the page offers the upgrade, and the cluster accepts or rejects it.
   */
  readonly versions?: 'none' | 'same' | 'some';
}

/** Whether the object is paused or suspended, so that *Resume* takes the place of *Pause*. */
export function isHeld({ metadata }: KubernetesObject): boolean {
  return (
    isLabelSet(metadata.labels, kratixLabels.paused) ||
    isLabelSet(metadata.labels, kratixLabels.workflowSuspended)
  );
}

/** Reads why an action makes no sense now; undefined if the action makes sense. */
export function readObstacle(
  action: ActionName,
  facts: ActionFacts,
): Obstacle | undefined {
  const { object } = facts;
  const { labels, deletionTimestamp } = object.metadata;
  const isDeleting = deletionTimestamp !== undefined;
  switch (action) {
    case 'reconcile':
      if (isLabelSet(labels, kratixLabels.paused)) {
        return 'paused';
      }
      if (facts.isPromisePaused) {
        return 'promise-paused';
      }
      if (isDeleting && !waitsForDeletePipeline(object)) {
        return 'deleting';
      }
      return isLabelSet(labels, kratixLabels.manualReconciliation)
        ? 'requested'
        : undefined;
    case 'pause':
      if (isDeleting) {
        return 'deleting';
      }
      return isLabelSet(labels, kratixLabels.paused) ? 'paused' : undefined;
    case 'resume':
      if (isHeld(object)) {
        return undefined;
      }
      return facts.isPromisePaused ? 'promise-paused' : 'not-held';
    case 'upgrade':
      return readUpgradeObstacle(facts, isDeleting);
    default:
      return isDeleting ? 'deleting' : undefined;
  }
}

function readUpgradeObstacle(
  { object, versions }: ActionFacts,
  isDeleting: boolean,
): Obstacle | undefined {
  if (isDeleting) {
    return 'deleting';
  }
  if (object.metadata.labels?.[kratixLabels.promiseName] === undefined) {
    return 'not-picked-up';
  }
  if (versions === 'none') {
    return 'no-versions';
  }
  return versions === 'same' ? 'only-version' : undefined;
}

/** A re-run makes Kratix start a delete pipeline again only while the object has the finalizer of that pipeline. Later a re-run has no effect. */
function waitsForDeletePipeline(object: KubernetesObject): boolean {
  const now = readDeletion(object)?.steps.find(({ state }) => state === 'now');
  return now?.code === 'delete-workflows';
}
