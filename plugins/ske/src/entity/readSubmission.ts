import type { Entity } from '@backstage/catalog-model';
import type { Submission } from '../resource';
import { annotation } from './readTarget';

const PHASE = 'kratix.io/phase';
const PULL_REQUEST_URL = 'kratix.io/pull-request-url';
const REPOSITORY = 'kratix.io/requests-repo-url';

/**
 * Reads from SKE's annotations whether a change of the request waits in Git. An entity that names a repository and no pull request was pushed:
 * that is only worth a word while the request does not exist yet, and the page says it only then.
 */
export function readSubmission(entity: Entity): Submission | undefined {
  const phase = annotation(entity, PHASE);
  const pullRequestUrl = annotation(entity, PULL_REQUEST_URL);
  if (phase === 'pending-deletion' || phase === 'pending-review') {
    return { phase, ...(pullRequestUrl && { pullRequestUrl }) };
  }
  return annotation(entity, REPOSITORY) === undefined
    ? undefined
    : { phase: 'pushed' };
}
