import type { Entity } from '@backstage/catalog-model';
import type { Submission } from '../resource';
import { annotation } from './readTarget';

/** The annotation with which SKE says that a change waits. */
export const PHASE = 'kratix.io/phase';
const PULL_REQUEST_URL = 'kratix.io/pull-request-url';

/** The phases of a change that waits in a pull request. */
export const PULL_REQUEST_PHASES = [
  'pending-review',
  'pending-deletion',
] as const;

/** Reads from SKE's annotations whether a change of the request waits in Git. */
export function readSubmission(entity: Entity): Submission | undefined {
  const phase = annotation(entity, PHASE);
  const pullRequestUrl = annotation(entity, PULL_REQUEST_URL);
  const inReview = PULL_REQUEST_PHASES.find(each => each === phase);
  if (inReview) {
    return { phase: inReview, ...(pullRequestUrl && { pullRequestUrl }) };
  }
  // Only the phases of pull requests are documented. Another one that waits was submitted in another way.
  return phase?.startsWith('pending') ? { phase: 'pushed' } : undefined;
}

/** Whether a change of the entity's object waits in a pull request. */
export function hasOpenPullRequest(entity: Entity): boolean {
  const submission = readSubmission(entity);
  return submission !== undefined && submission.phase !== 'pushed';
}
