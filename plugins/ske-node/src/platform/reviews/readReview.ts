import type { JsonObject } from '@backstage/types';
import { cleanText } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import type { AccessReviewStatus } from './AccessReview';
import type { ClusterUser } from './IdentityReview';

// https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/
const accessSchema = z.object({
  status: z.object({
    allowed: z.boolean(),
    // One authorizer may deny what another allows; the denial has precedence.
    denied: z.boolean().optional(),
    reason: z.string().optional(),
  }),
});

// https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/self-subject-review-v1/
const identitySchema = z.object({
  status: z.object({
    userInfo: z.object({
      username: z.string(),
      uid: z.string().optional(),
      groups: z.array(z.string()).optional(),
    }),
  }),
});

/** @returns undefined when the body is not a SelfSubjectAccessReview with a status */
export function readAccessReviewStatus(
  body: JsonObject,
): AccessReviewStatus | undefined {
  const result = accessSchema.safeParse(body);
  if (!result.success) {
    return undefined;
  }
  const { allowed, denied, reason } = result.data.status;
  return {
    allowed: allowed && !denied,
    ...(reason && { reason: cleanText(reason) }),
  };
}

/** @returns undefined when the body is not a SelfSubjectReview with a status */
export function readClusterUser(body: JsonObject): ClusterUser | undefined {
  const result = identitySchema.safeParse(body);
  if (!result.success) {
    return undefined;
  }
  const { username, uid, groups = [] } = result.data.status.userInfo;
  return {
    username: cleanText(username),
    ...(uid && { uid: cleanText(uid) }),
    groups: groups.map(cleanText),
  };
}
