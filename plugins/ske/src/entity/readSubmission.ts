import type { Entity } from '@backstage/catalog-model';
import {
  kratixAnnotations,
  portalAnnotations,
} from '@kratix-portal/plugin-ske-common';
import type { Submission } from '../resource';
import { annotation } from './readTarget';

/** The annotation with which SKE says that a change waits. */
export const PHASE = kratixAnnotations.phase;

/** The phases of a change that waits in a pull request. */
export const PULL_REQUEST_PHASES = [
  'pending-review',
  'pending-deletion',
] as const;

/** The state of a recorded request that the catalog module gives up (P2). */
const NEVER_CREATED = 'never-created';

/** Reads from SKE's annotations, and from the annotations of our catalog module, whether a change of the request waits or was never carried out. */
export function readSubmission(entity: Entity): Submission | undefined {
  const phase = readPhase(entity);
  if (phase === undefined) {
    return undefined;
  }
  const read = <TField extends keyof Submission>(
    field: TField,
    name: string,
  ) => {
    const value = annotation(entity, name);
    return value === undefined ? {} : { [field]: value };
  };
  return {
    phase,
    ...read('pullRequestUrl', kratixAnnotations.pullRequestUrl),
    ...read('requestedBy', portalAnnotations.requestedBy),
    ...read('requestedAt', portalAnnotations.requestedAt),
    ...read('failure', portalAnnotations.lastFailure),
    ...((phase === NEVER_CREATED ||
      annotation(entity, portalAnnotations.lastFailure) !== undefined) &&
      read('promiseName', kratixAnnotations.promiseName)),
  };
}

function readPhase(entity: Entity): Submission['phase'] | undefined {
  const phase = annotation(entity, PHASE);
  const inReview = PULL_REQUEST_PHASES.find(each => each === phase);
  if (inReview) {
    return inReview;
  }
  // Only the phases of pull requests are documented. A change in another phase was submitted in another way.
  if (phase?.startsWith('pending')) {
    return 'pushed';
  }
  return annotation(entity, portalAnnotations.state) === NEVER_CREATED
    ? NEVER_CREATED
    : undefined;
}

/** Whether a change of the entity's object waits in a pull request. */
export function hasOpenPullRequest(entity: Entity): boolean {
  const phase = readPhase(entity);
  return PULL_REQUEST_PHASES.some(each => each === phase);
}
