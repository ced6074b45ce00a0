import type { Entity } from '@backstage/catalog-model';
import type { Submission } from '../resource';
import { annotation } from './readTarget';

const PHASE = 'kratix.io/phase';
const PULL_REQUEST_URL = 'kratix.io/pull-request-url';

/** Reads from SKE's annotations whether a change of the request waits in Git. */
export function readSubmission(entity: Entity): Submission | undefined {
  const phase = annotation(entity, PHASE);
  const pullRequestUrl = annotation(entity, PULL_REQUEST_URL);
  if (phase === 'pending-deletion' || phase === 'pending-review') {
    return { phase, ...(pullRequestUrl && { pullRequestUrl }) };
  }
  // Only the phases of pull requests are documented. Another one that waits was submitted in another way.
  return phase?.startsWith('pending') ? { phase: 'pushed' } : undefined;
}
