import type { JsonObject } from '@backstage/types';
import { cleanText } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

// https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-rules-review-v1/
const schema = z.object({
  status: z.object({
    resourceRules: z.array(
      z.object({
        verbs: z.array(z.string()),
        apiGroups: z.array(z.string()).optional(),
        resources: z.array(z.string()).optional(),
      }),
    ),
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

/** @returns one text for each rule; undefined when the body is not an answered SelfSubjectRulesReview */
export function readRules(body: JsonObject): string[] | undefined {
  const { data } = schema.safeParse(body);
  return data?.status.resourceRules.map(
    ({ verbs, apiGroups = [], resources = [] }) => {
      const groups = apiGroups.filter(each => each !== '').join(',');
      const suffix = groups === '' ? '' : `.${groups}`;
      return cleanText(`${verbs.join(' ')} ${resources.join(',')}${suffix}`);
    },
  );
}
