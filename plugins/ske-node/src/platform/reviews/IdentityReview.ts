import type { JsonObject } from '@backstage/types';

/**
 * Who the API server takes a caller for.
 *
 * @public
 */
export interface ClusterUser {
  /** As RBAC and the audit log have it. */
  username: string;
  uid?: string;
  /** With those that the API server adds, such as `system:authenticated`. */
  groups: string[];
}

/** The body of a SelfSubjectReview. */
export function toIdentityReview(): JsonObject {
  return {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'SelfSubjectReview',
  };
}
