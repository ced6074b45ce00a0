import {
  SkeError,
  SkeErrorCause,
  cleanText,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import {
  isPathRefusal,
  KubernetesStatus,
  parseRbacRefusal,
  parseStatus,
} from './KubernetesStatus';
import { toRetryAfter } from './retryAfter';
import { CallSubject, describeTarget, isWrite } from '../calls/PlatformCall';

/** An answer of the API server that is not a success. */
export interface RefusedAnswer {
  httpStatus: number;
  /** The body as JSON; undefined when it was none. */
  body: unknown;
  text: string;
  retryAfterSeconds?: number;
}

/** Turns an answer that is not a success into one of our codes: the only place that does (security.md, Errors). */
export function toSkeError(
  answer: RefusedAnswer,
  subject: CallSubject,
  identity: PlatformIdentity,
): SkeError {
  const status = parseStatus(answer.body);
  if (!status) {
    return withoutStatus(answer, subject, identity);
  }
  switch (answer.httpStatus) {
    case 401:
      return identityRejected(subject, identity, status.message);
    case 403:
      return refused(status, subject);
    case 404:
      return notFound(status, subject);
    case 409:
      return conflict(status, subject);
    case 410:
      return expired(status, subject);
    case 422:
      return invalid(status, subject);
    case 429:
      return tooManyRequests(answer, subject, status);
    case 504:
      return timedOut(subject, status.message);
    default:
      return other(answer, status, subject);
  }
}

function withoutStatus(
  answer: RefusedAnswer,
  subject: CallSubject,
  identity: PlatformIdentity,
): SkeError {
  if (answer.httpStatus === 401) {
    return identityRejected(subject, identity, undefined);
  }
  // For a group that it does not serve the API server has no Status but the plain words of Go's HTTP library.
  if (answer.httpStatus === 404 && answer.text === '404 page not found\n') {
    return kindNotServed({ ...kindOf(subject), cluster: subject.cluster });
  }
  // A gateway in front of the API server may say so in its own words.
  if (answer.httpStatus === 429) {
    return tooManyRequests(answer, subject);
  }
  return notFromKubernetes(answer, subject);
}

function kindOf(subject: CallSubject): { apiVersion?: string; kind?: string } {
  const { target } = subject;
  switch (target.type) {
    case 'object':
      return { apiVersion: target.ref.apiVersion, kind: target.ref.kind };
    case 'kind':
      return { apiVersion: target.apiVersion, kind: target.kind };
    case 'discovery':
      return { apiVersion: target.apiVersion };
    default:
      return {};
  }
}

function identityRejected(
  subject: CallSubject,
  identity: PlatformIdentity,
  detail: string | undefined,
): SkeError {
  const whose =
    identity.kind === 'user'
      ? `your sign-in (${identity.describeToken()})`
      : "the portal's own identity";
  return new SkeError({
    code: 'identity-rejected',
    message: `The API server of cluster ${subject.cluster} does not accept ${whose}.`,
    hint:
      identity.kind === 'user'
        ? 'Sign out of the portal and sign in again. If that does not help, ask the platform team to compare issuer and audience with the --oidc-issuer-url and --oidc-client-id of the API server.'
        : 'Ask the platform team to renew the token or certificate that the portal is configured with.',
    detail,
  });
}

function refused(status: KubernetesStatus, subject: CallSubject): SkeError {
  const text = status.message ?? '';
  const rbac = parseRbacRefusal(text);
  if (rbac) {
    const { user, verb, resource, group, namespace } = rbac;
    const where = namespace
      ? `in namespace ${namespace}`
      : 'at the cluster scope';
    const plural = group ? `${resource}.${group}` : resource;
    const { kind: meant } = kindOf(subject);
    const what = meant ? `${meant} (${plural})` : plural;
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
  if (isPathRefusal(text)) {
    return new SkeError({
      code: 'forbidden',
      message: `You may not read which kinds cluster ${subject.cluster} serves (discovery), and without that nothing can be found there.`,
      hint: 'Ask the platform team to bind the ClusterRole system:discovery to you, or to the group system:authenticated, as clusters do unless told otherwise.',
      detail: text,
    });
  }
  return policyDenied(subject, text);
}

function policyDenied(subject: CallSubject, text: string): SkeError {
  return new SkeError({
    code: 'policy-denied',
    message: `A policy of cluster ${
      subject.cluster
    } refuses to ${subject.verb} ${describeTarget(subject)}.`,
    hint: 'The detail holds the policy’s own words. Change what it names, or ask the platform team.',
    detail: text,
  });
}

function notFound(status: KubernetesStatus, subject: CallSubject): SkeError {
  const { target, cluster } = subject;
  if (status.details?.kind === 'namespaces') {
    return new SkeError({
      code: 'not-found',
      message: `Namespace ${cleanText(status.details.name ?? 'named here')} does not exist on cluster ${subject.cluster}.`,
      hint: 'Choose another namespace, or ask the platform team to create it.',
      detail: status.message,
    });
  }
  if (status.details?.name === undefined || target.type === 'discovery') {
    return kindNotServed({ ...kindOf(subject), cluster });
  }
  return new SkeError({
    code: 'not-found',
    message: `${describeTarget(subject)} does not exist on cluster ${
      subject.cluster
    }.`,
    detail: status.message,
  });
}

/** The cluster has no such kind: its API, or the Promise that brings it, is not installed. */
export function kindNotServed(options: {
  apiVersion?: string;
  kind?: string;
  cluster: string;
  didYouMean?: string;
}): SkeError {
  const { apiVersion, kind, cluster, didYouMean } = options;
  const what = kind
    ? `kind ${kind} of ${apiVersion}`
    : (apiVersion ?? 'what this call needs');
  return new SkeError({
    code: 'kind-not-served',
    message: `Cluster ${cluster} does not serve ${what}.`,
    hint: didYouMean
      ? `Did you mean kind ${didYouMean}? A kind is spelled exactly as the cluster spells it.`
      : 'Check apiVersion and kind. If they are right, the Promise that brings this kind is not installed.',
  });
}

function conflict(status: KubernetesStatus, subject: CallSubject): SkeError {
  if (status.reason === 'AlreadyExists') {
    return new SkeError({
      code: 'already-exists',
      message: `${describeTarget(subject)} exists already on cluster ${
        subject.cluster
      }.`,
      detail: status.message,
    });
  }
  return new SkeError({
    code: 'conflict',
    message: `${describeTarget(
      subject,
    )} was changed by someone else meanwhile; nothing was written.`,
    hint: 'Look at it as it is now, and try again.',
    detail: status.message,
    causes: readCauses(status),
  });
}

function invalid(status: KubernetesStatus, subject: CallSubject): SkeError {
  const causes = readCauses(status);
  const sentences = (causes ?? []).map(({ message }) => message).join(' ');
  return new SkeError({
    code: 'invalid',
    message: cleanText(
      `Cluster ${subject.cluster} does not accept ${describeTarget(subject)}. ${sentences}`.trim(),
    ),
    hint: 'Correct the fields that are named, and try again. Nothing was written.',
    detail: status.message,
    causes,
  });
}

/** A version or a continue token is older than what the cluster still knows: a list or a watch must begin anew. */
function expired(status: KubernetesStatus, subject: CallSubject): SkeError {
  return new SkeError({
    code: 'expired',
    message: `Cluster ${subject.cluster} cannot ${subject.verb} ${describeTarget(
      subject,
    )} from where this call wanted to go on: it is too long ago.`,
    hint: 'Begin again from the first page.',
    detail: status.message,
  });
}

function tooManyRequests(
  answer: RefusedAnswer,
  subject: CallSubject,
  status?: KubernetesStatus,
): SkeError {
  const seconds =
    answer.retryAfterSeconds ??
    toRetryAfter(status?.details?.retryAfterSeconds) ??
    1;
  return new SkeError({
    code: 'too-many-requests',
    message: `Cluster ${subject.cluster} cannot take this call right now.`,
    hint: `Try again in ${seconds} s.`,
    detail: status?.message,
    retryAfterSeconds: seconds,
  });
}

/** The deadline passed, here or in the cluster. */
export function timedOut(
  subject: CallSubject,
  detail?: string,
  cause?: unknown,
): SkeError {
  return new SkeError({
    code: 'timeout',
    message: `Cluster ${subject.cluster} did not answer in time.`,
    hint: isWrite(subject)
      ? `Whether the cluster did ${subject.verb} ${describeTarget(
          subject,
        )} is not known: look at it before you try again.`
      : 'Try again.',
    detail,
    cause,
  });
}

function other(
  answer: RefusedAnswer,
  status: KubernetesStatus,
  subject: CallSubject,
): SkeError {
  const text = status.message ?? '';
  const { httpStatus } = answer;
  if (httpStatus < 400 || httpStatus >= 500) {
    return clusterError(subject, `It answered ${httpStatus}.`, text);
  }
  // A webhook may choose any code for its refusal; its words are always these.
  if (/admission webhook "[^"]*" denied the request/.test(text)) {
    return policyDenied(subject, text);
  }
  return new SkeError({
    code: 'invalid-input',
    message: `Cluster ${subject.cluster} cannot ${
      subject.verb
    } ${describeTarget(subject)} in this form (${httpStatus}).`,
    hint: 'The detail holds the cluster’s own words.',
    detail: text,
    causes: readCauses(status),
  });
}

/** What answered is not an API server, or not a healthy one. Its text is not shown: it may be anything. */
function notFromKubernetes(
  answer: RefusedAnswer,
  subject: CallSubject,
): SkeError {
  return clusterError(
    subject,
    `It answered ${answer.httpStatus} in a form that no API server uses; a proxy or gateway in between may have done so.`,
  );
}

/** The cluster failed: 5xx, an answer that is cut off, too large, or not of Kubernetes' form. */
export function clusterError(
  subject: CallSubject,
  what: string,
  detail?: string,
  cause?: unknown,
): SkeError {
  return new SkeError({
    code: 'cluster-error',
    message: `Cluster ${subject.cluster} failed to ${
      subject.verb
    } ${describeTarget(subject)}. ${what}`,
    hint: isWrite(subject)
      ? 'Whether the change was made is not known: look at the object before you try again.'
      : 'Try again. If it goes on, tell the platform team the request id.',
    detail,
    cause,
  });
}

/** Go's word for no field: a rule about the object as a whole. */
const NO_FIELD = '<nil>';

function readField(field: string | undefined): string | undefined {
  return field === undefined || field === NO_FIELD
    ? undefined
    : cleanText(field);
}

/** The cluster's words are often a clause (`must be 3 at most`): this is the one place where they become a sentence. */
function toSentence(field: string | undefined, words: string): string {
  const end = /[.!?]$/.test(words) ? '' : '.';
  return `${field === undefined ? '' : `${field}: `}${words}${end}`;
}

function readCauses(status: KubernetesStatus): SkeErrorCause[] | undefined {
  const causes = (status.details?.causes ?? []).slice(0, 50).map(cause => {
    const field = readField(cause.field);
    return {
      field,
      reason: cause.reason === undefined ? undefined : cleanText(cause.reason),
      message: cleanText(
        toSentence(field, cause.message ?? cause.reason ?? 'it is not valid'),
      ),
    };
  });
  return causes.length > 0 ? causes : undefined;
}
