import { z } from 'zod';
import { withoutTokens } from './withoutTokens';

// To be shown, so it is not taken as it comes.
const words = z.string().transform(withoutTokens).optional().catch(undefined);

/*
 * The API server's answer to what it refuses: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 * It comes from outside, so it is parsed, and a field of another type counts as absent.
 */
const statusSchema = z.object({
  kind: z.literal('Status'),
  message: words,
  reason: z.string().optional().catch(undefined),
  details: z
    .object({
      name: z.string().optional().catch(undefined),
      kind: z.string().optional().catch(undefined),
      retryAfterSeconds: z.number().optional().catch(undefined),
      causes: z
        .array(
          z.object({
            reason: z.string().optional().catch(undefined),
            message: words,
            field: words,
          }),
        )
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export type KubernetesStatus = z.infer<typeof statusSchema>;

export function parseStatus(body: unknown): KubernetesStatus | undefined {
  const result = statusSchema.safeParse(body);
  return result.success ? result.data : undefined;
}

/** Who may not do what, where: from the words of the API server's RBAC. */
export interface RbacRefusal {
  user: string;
  verb: string;
  /** The plural, with a subresource if one is meant. */
  resource: string;
  group: string;
  /** Absent at the cluster scope. */
  namespace?: string;
}

/*
 * k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage, with what NewForbidden puts before it. From the first word on:
 * a policy's refusal may quote what the caller has submitted, which must not pass for RBAC's own words on another person.
 */
const FORBIDDEN = /^(?:[a-z0-9./-]{1,512}(?: "[^"]{0,253}")? is )?forbidden: /;
const RBAC =
  /^User "([^"]{0,512})" cannot ([a-z]{1,32}) resource "([^"]{0,512})" in API group "([^"]{0,253})" (?:at the cluster scope|in the namespace "([^"]{0,63})")/;
const RBAC_PATH = /^User "([^"]{0,512})" cannot ([a-z]{1,32}) path "/;

export function parseRbacRefusal(message: string): RbacRefusal | undefined {
  const match = RBAC.exec(wordsOfRbac(message));
  if (!match) {
    return undefined;
  }
  const [, user, verb, resource, group, namespace] = match;
  return { user, verb, resource, group, namespace };
}

/** A refusal of a path, such as discovery's, rather than of a resource. */
export function isPathRefusal(message: string): boolean {
  return RBAC_PATH.test(wordsOfRbac(message));
}

/** Who a refusal by RBAC, of whatever, is about. */
export function parseRefusedUser(message: string): string | undefined {
  const [, user] =
    /^User "([^"\\]{1,253})" cannot /.exec(wordsOfRbac(message)) ?? [];
  return user;
}

/** Empty where others speak. */
function wordsOfRbac(message: string): string {
  const text = message.slice(0, 4096);
  const [before] = FORBIDDEN.exec(text) ?? [];
  return before === undefined ? '' : text.slice(before.length);
}
