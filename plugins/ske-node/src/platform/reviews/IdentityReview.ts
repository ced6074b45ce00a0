import type { JsonObject } from '@backstage/types';

/** The user that the API server has authenticated. */
export interface ClusterUser {
  /** The user name, as in RBAC bindings and in the audit log. */
  username: string;
  uid?: string;
  /** The groups, including groups that the API server adds, such as `system:authenticated`. */
  groups: string[];
}

/** The body of a SelfSubjectReview. */
export function toIdentityReview(): JsonObject {
  return {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'SelfSubjectReview',
  };
}
