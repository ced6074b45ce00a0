import type { JsonObject } from '@backstage/types';
import { z } from 'zod';

// https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-rules-review-v1/
const schema = z.object({
  status: z.object({
    resourceRules: z.array(
      z.object({
        verbs: z.array(z.string()),
        apiGroups: z.array(z.string()).optional(),
        resources: z.array(z.string()).optional(),
        resourceNames: z.array(z.string()).optional(),
      }),
    ),
    incomplete: z.boolean().optional(),
  }),
});

/** The body of a SelfSubjectRulesReview. */
export function toRulesReview(namespace: string): JsonObject {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectRulesReview',
    spec: { namespace },
  };
}

/** A rule of RBAC that applies to the caller. */
export interface AccessRule {
  verbs: string[];
  apiGroups: string[];
  resources: string[];
  /** Undefined for all objects. */
  resourceNames?: string[];
}

/** The rules that apply to the caller in a namespace. */
export interface AccessRules {
  rules: AccessRule[];
  /** Whether the list is complete. An authorizer that cannot list its rules, such as a webhook, may allow more. */
  isComplete: boolean;
}

/** @returns undefined if the body is not a SelfSubjectRulesReview with a result */
export function readAccessRules(body: JsonObject): AccessRules | undefined {
  const { data } = schema.safeParse(body);
  return (
    data && {
      rules: data.status.resourceRules.map(rule => ({
        apiGroups: [],
        resources: [],
        ...rule,
      })),
      isComplete: data.status.incomplete !== true,
    }
  );
}
