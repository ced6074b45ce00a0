import type { SkeErrorCode } from '../errors';

/**
 * A verb of Kubernetes' authorization.
 *
 * @public
 */
export type AccessVerb =
  'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

/**
 * One question: may I?
 *
 * @public
 */
export interface AccessQuestion {
  /** What is to be done. */
  verb: AccessVerb;
  /** Such as `demo.example.com/v1`. */
  apiVersion: string;
  /** As the cluster spells it. */
  kind: string;
  /** Such as `log` of a Pod. */
  subresource?: string;
  /** Absent: in all namespaces, or a cluster-scoped kind. */
  namespace?: string;
  /** Absent: any object. */
  name?: string;
}

/**
 * The answer to one {@link AccessQuestion}.
 *
 * @public
 */
export interface AccessAnswer {
  /** Whether the call would pass. */
  allowed: boolean;
  /** Why not, or by which role. The cluster's own words, or ours. */
  reason?: string;
  /** Set when the cluster was not asked, because the answer cannot be yes: `kind-not-allowed`, `kind-not-served`. */
  code?: SkeErrorCode;
}

/**
 * The answers, in the order of the questions.
 *
 * @public
 */
export interface AccessAnswers {
  /** One for each question. */
  answers: AccessAnswer[];
}
