import type { JsonObject } from '@backstage/types';

/** The action that a SelfSubjectAccessReview checks. */
export interface ResourceAttributes {
  /** The verb of RBAC, such as `create`. */
  verb: string;
  /** The API group; empty for the core group. */
  group: string;
  /** The plural of the kind, such as `configmaps`. */
  resource: string;
  /** The subresource, such as `log`. */
  subresource?: string;
  /** Undefined for all namespaces, and for a cluster-scoped resource. */
  namespace?: string;
  /** Undefined for any object. */
  name?: string;
}

/** The decision of the API server's authorizers. */
export interface AccessReviewStatus {
  allowed: boolean;
  /** The cluster's own words, cleaned; often absent. */
  reason?: string;
}

/** The body of a SelfSubjectAccessReview. */
export function toAccessReview(attributes: ResourceAttributes): JsonObject {
  const { verb, group, resource, subresource, namespace, name } = attributes;
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        verb,
        group,
        resource,
        ...(subresource !== undefined && { subresource }),
        ...(namespace !== undefined && { namespace }),
        ...(name !== undefined && { name }),
      },
    },
  };
}
