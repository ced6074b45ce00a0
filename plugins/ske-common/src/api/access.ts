import type { SkeErrorCode } from '../errors';

/**
 * A verb of Kubernetes' authorization.
 *
 * @public
 */
export type AccessVerb =
  'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

/**
 * Asks whether the caller may do something.
 *
 * @public
 */
export interface AccessQuestion {
  /** The verb to check. */
  verb: AccessVerb;
  /** Such as `demo.example.com/v1`. */
  apiVersion: string;
  /** The kind in the spelling of the cluster. */
  kind: string;
  /** Such as `log` of a Pod. */
  subresource?: string;
  /** Absent for all namespaces, and for a cluster-scoped kind. */
  namespace?: string;
  /** Absent for any object. */
  name?: string;
}

/**
 * The result of one {@link AccessQuestion}.
 *
 * @public
 */
export interface AccessAnswer {
  /** Whether the call would be allowed. */
  allowed: boolean;
  /** The reason for the result, from the cluster or from the portal. */
  reason?: string;
  /** Set if the portal denied the call without asking the cluster: `kind-not-allowed`, `kind-not-served`. */
  code?: SkeErrorCode;
}

/**
 * The results, in the order of the questions.
 *
 * @public
 */
export interface AccessAnswers {
  /** One result for each question. */
  answers: AccessAnswer[];
}
