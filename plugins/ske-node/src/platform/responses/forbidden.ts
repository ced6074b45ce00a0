import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import { CallSubject, describeTarget, kindOf } from '../calls/PlatformCall';
import { isPathRefusal, parseRbacRefusal } from './KubernetesStatus';

/** The error for a 403, by the words of the API server: its RBAC rules, its own admission plugins, or a policy refused the call. */
export function forbidden(subject: CallSubject, text: string): SkeError {
  const rbac = parseRbacRefusal(text);
  if (rbac?.verb === 'impersonate') {
    return mayNotImpersonate(rbac, subject, text);
  }
  if (rbac) {
    const { user, verb, resource, group, namespace } = rbac;
    const where = namespace
      ? `in namespace ${namespace}`
      : 'at the cluster scope';
    const plural = group ? `${resource}.${group}` : resource;
    const { kind } = kindOf(subject);
    const what = kind ? `${kind} (${plural})` : plural;
    return new SkeError({
      code: 'forbidden',
      message: cleanText(
        `${user} may not ${verb} ${what} ${where} on cluster ${subject.cluster}.`,
      ),
      hint: cleanText(
        `Ask the platform team for a role that allows the verb "${verb}" on resource "${resource}" of API group "${group}" ${where}.`,
      ),
      detail: text,
    });
  }
  if (isPathRefusal(text) && subject.target.type === 'metrics') {
    return new SkeError({
      code: 'forbidden',
      message: `You may not read the metrics of cluster ${subject.cluster}.`,
      hint: 'Ask the platform team for a ClusterRole that allows the verb "get" on the nonResourceURL "/metrics", such as system:monitoring.',
      detail: text,
    });
  }
  if (isPathRefusal(text)) {
    return new SkeError({
      code: 'forbidden',
      message: `You may not read which kinds cluster ${subject.cluster} serves (discovery), and the portal cannot find anything there without it.`,
      hint: 'Ask the platform team to bind the ClusterRole system:discovery to you, or to the group system:authenticated, which is the default of Kubernetes.',
      detail: text,
    });
  }
  return (
    namespaceTerminating(subject, text) ??
    quotaExceeded(subject, text) ??
    policyDenied(subject, text)
  );
}

/** The account of `impersonation` lacks a right. The refusal says nothing about the user. */
function mayNotImpersonate(
  { user, resource }: { user: string; resource: string },
  subject: CallSubject,
  detail: string,
): SkeError {
  return new SkeError({
    code: 'identity-rejected',
    message: cleanText(
      `The account of the portal (${user}) may not act for you on cluster ${subject.cluster}: it may not impersonate one of your ${resource}.`,
    ),
    hint: cleanText(
      `Ask the platform team for a ClusterRole of this account with the verb "impersonate" on ${resource}, with the name in the detail.`,
    ),
    detail,
  });
}

/** The message of an admission plugin of the API server, without the object. If a webhook or a policy quotes such a message, other words come before it, and it does not match. */
function ownWords(text: string): string {
  return text.replace(/^[^\s"]+(?: "[^"]*")? is forbidden: /, '');
}

/** k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle */
function namespaceTerminating(
  subject: CallSubject,
  text: string,
): SkeError | undefined {
  const [, namespace] =
    /^unable to create new content in namespace (\S+) because it is being terminated/.exec(
      ownWords(text),
    ) ?? [];
  return namespace === undefined
    ? undefined
    : new SkeError({
        code: 'namespace-terminating',
        message: cleanText(
          `Namespace ${namespace} of cluster ${subject.cluster} is being deleted, so nothing can be created in it.`,
        ),
        hint: 'Choose another namespace, or wait until it is deleted and create it again.',
        detail: text,
      });
}

/** k8s.io/apiserver/pkg/admission/plugin/resourcequota */
function quotaExceeded(
  subject: CallSubject,
  text: string,
): SkeError | undefined {
  const { target } = subject;
  const namespace = target.type === 'object' ? target.ref.namespace : undefined;
  const where = namespace === undefined ? '' : ` of namespace ${namespace}`;
  const words = ownWords(text);
  const [, uncounted] =
    /^status unknown for quota: ([^,\s]+)/.exec(words) ?? [];
  if (uncounted !== undefined) {
    return new SkeError({
      code: 'quota-exceeded',
      message: cleanText(
        `Cluster ${subject.cluster} has not yet counted the objects that quota ${uncounted}${where} limits, so no such object can be created.`,
      ),
      hint: 'Try again in a few seconds. If that does not help, ask the platform team whether the controller of quotas runs.',
      detail: text,
    });
  }
  const [, named, missing] =
    /^failed quota: ([^:\s]+): (.+)$/.exec(words) ?? [];
  if (named !== undefined) {
    return new SkeError({
      code: 'quota-exceeded',
      message: cleanText(
        `Quota ${named}${where} on cluster ${subject.cluster} limits something that the object does not state: ${missing}.`,
      ),
      hint: 'Add these values, or ask the platform team for a LimitRange, which sets them.',
      detail: text,
    });
  }
  const [, unserved] =
    /^insufficient quota to (?:consume|match these scopes): (.+)$/.exec(
      words,
    ) ?? [];
  if (unserved !== undefined) {
    return new SkeError({
      code: 'quota-exceeded',
      message: cleanText(
        `Cluster ${subject.cluster} allows this only where a quota grants it, and no quota${where} does: ${unserved}.`,
      ),
      hint: 'Ask the platform team for such a quota in this namespace.',
      detail: text,
    });
  }
  const [, quota, requested, used, limited] =
    /^exceeded quota: ([^,\s]+), requested: (.+?), used: (.+?), limited: (.+)$/.exec(
      words,
    ) ?? [];
  return quota === undefined
    ? undefined
    : new SkeError({
        code: 'quota-exceeded',
        message: cleanText(
          `Quota ${quota}${where} on cluster ${subject.cluster} is used up: ${describeUse({ requested, used, limited })}.`,
        ),
        hint: 'Delete something that is not needed any more, or ask the platform team for a larger quota.',
        detail: text,
      });
}

/** The API server writes each list as `count/queues.example.com=1,cpu=2`. */
function describeUse(lists: {
  requested: string;
  used: string;
  limited: string;
}): string {
  const [requested, used, limited] = [
    lists.requested,
    lists.used,
    lists.limited,
  ].map(list => new Map(list.split(',').map(toAmount)));
  return [...requested]
    .map(
      ([resource, more]) =>
        `${used.get(resource) ?? '?'} of ${limited.get(resource) ?? '?'} ${resource} are used, and this needs ${more} more`,
    )
    .join('; ');
}

function toAmount(text: string): [string, string] {
  const end = text.lastIndexOf('=');
  return [text.slice(0, end).replace(/^count\//, ''), text.slice(end + 1)];
}

export function policyDenied(subject: CallSubject, text: string): SkeError {
  return new SkeError({
    code: 'policy-denied',
    message: `A policy of cluster ${
      subject.cluster
    } refuses to ${subject.verb} ${describeTarget(subject)}.`,
    hint: 'The detail contains the policy’s own words. Change what they name, or ask the platform team.',
    detail: text,
  });
}
