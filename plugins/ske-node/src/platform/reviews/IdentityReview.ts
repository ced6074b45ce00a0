import type { JsonObject } from '@backstage/types';

/** The user that the API server has authenticated. */
export interface ClusterUser {
  /** As in RBAC bindings and in the audit log. */
  username: string;
  uid?: string;
  /** Including those that the API server adds, such as `system:authenticated`. */
  groups: string[];
}

/** The body of a SelfSubjectReview. */
export function toIdentityReview(): JsonObject {
  return {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'SelfSubjectReview',
  };
}
