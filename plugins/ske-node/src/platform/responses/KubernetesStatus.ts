import { z } from 'zod';
import { withoutTokens } from './withoutTokens';

// This text is shown to users, so tokens are removed.
const words = z.string().transform(withoutTokens).optional().catch(undefined);

/*
 * The body of an error: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 * A proxy or a webhook may have written it, so it is validated; a field of a wrong type counts as absent.
 */
const statusSchema = z.object({
  kind: z.literal('Status'),
  message: words,
  reason: words,
  details: z
    .object({
      name: words,
      kind: words,
      retryAfterSeconds: z.number().optional().catch(undefined),
      causes: z
        .array(
          z.object({
            reason: words,
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

/** A refusal of the API server's RBAC, parsed from its message. */
export interface RbacRefusal {
  user: string;
  verb: string;
  /** The plural, followed by a slash and the subresource if there is one. */
  resource: string;
  group: string;
  /** Undefined at the cluster scope. */
  namespace?: string;
}

/*
 * k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage, with the prefix that NewForbidden adds. Only the start of
 * the message counts: a policy may quote the submitted object, and a user must not be able to imitate a message of RBAC about another user.
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

/** Whether RBAC refused a path, such as the path of discovery, and not a resource. */
export function isPathRefusal(message: string): boolean {
  return RBAC_PATH.test(wordsOfRbac(message));
}

/** The user whom RBAC refused a resource or a path. */
export function parseRefusedUser(message: string): string | undefined {
  const [, user] =
    /^User "([^"\\]{1,253})" cannot /.exec(wordsOfRbac(message)) ?? [];
  return user;
}

/** The message without its prefix; empty when it does not come from RBAC. */
function wordsOfRbac(message: string): string {
  const text = message.slice(0, 4096);
  const [before] = FORBIDDEN.exec(text) ?? [];
  return before === undefined ? '' : text.slice(before.length);
}
