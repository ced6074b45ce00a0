import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import { CallSubject, describeTarget, kindOf } from '../calls/PlatformCall';
import {
  DEFAULT_RETRY_AFTER_SECONDS,
  toRetryAfter,
} from '../connection/retryAfter';
import { clusterError, kindNotServed, timedOut } from './clusterErrors';
import { forbidden, policyDenied } from './forbidden';
import { KubernetesStatus, parseStatus } from './KubernetesStatus';
import { readStatusCauses } from './statusCauses';
import { SIGN_IN_AGAIN } from '../../credentials/identity/signInHints';
import { changedMeanwhile } from './conflictErrors';

/** A response of the API server that is not a success. */
export interface FailedResponse {
  httpStatus: number;
  /** The parsed body; undefined when it was not JSON. */
  body: unknown;
  text: string;
  retryAfterSeconds?: number;
}

/** The input of the functions that create an error. */
interface Failure {
  response: FailedResponse;
  status: KubernetesStatus;
  subject: CallSubject;
  identity: PlatformIdentity;
}

const OPAQUE_TOKEN =
  'The access token is opaque, and most API servers accept only JWTs. Ask the platform team to configure the OIDC provider so that it issues JWTs for the audience of the API server.';
const READ_DETAIL = 'The detail contains the cluster’s own words.';

/** Translates a response that is not a success into one of our codes. No other function translates such responses (security.md, Errors). */
export function translateFailure(
  response: FailedResponse,
  subject: CallSubject,
  identity: PlatformIdentity,
): SkeError {
  const status = parseStatus(response.body);
  if (!status) {
    return withoutStatus(response, subject, identity);
  }
  const refusal = { response, status, subject, identity };
  switch (response.httpStatus) {
    case 401:
      return identityRejected({ subject, identity, detail: status.message });
    case 403:
      return forbidden(subject, status.message ?? '');
    case 404:
      return notFound(refusal);
    case 409:
      return conflict(refusal);
    case 410:
      return expired(refusal);
    case 422:
      return invalid(refusal);
    case 429:
      return tooManyRequests({ response, subject, status });
    case 504:
      return timedOut({ subject, detail: status.message });
    default:
      return other(refusal);
  }
}

function withoutStatus(
  response: FailedResponse,
  subject: CallSubject,
  identity: PlatformIdentity,
): SkeError {
  if (response.httpStatus === 401) {
    return identityRejected({ subject, identity, isForeign: true });
  }
  // For a group that is not served, the API server sends the plain text of Go's HTTP library and no Status.
  if (response.httpStatus === 404 && response.text === '404 page not found\n') {
    return kindNotServed({ ...kindOf(subject), cluster: subject.cluster });
  }
  // A gateway in front of the API server may send this status in a format of its own.
  if (response.httpStatus === 429) {
    return tooManyRequests({ response, subject });
  }
  return notFromKubernetes(response, subject);
}

const FOREIGN_401 =
  'The response has status 401 in a form that no API server uses; it may come from a proxy or gateway in between.';

function identityRejected(options: {
  subject: CallSubject;
  identity: PlatformIdentity;
  detail?: string;
  /** Whether the response does not come from an API server. */
  isForeign?: boolean;
}): SkeError {
  const { subject, identity, detail, isForeign } = options;
  return new SkeError({
    code: 'identity-rejected',
    message: `The API server of cluster ${subject.cluster} does not accept ${describeIdentity(identity)}.${isForeign ? ` ${FOREIGN_401}` : ''}`,
    hint: howToBeAccepted(identity),
    detail,
  });
}

function describeIdentity(identity: PlatformIdentity): string {
  if (identity.kind !== 'user') {
    return "the portal's own identity";
  }
  return identity.impersonated
    ? 'the account of the portal that acts for you'
    : `your sign-in (${identity.describeToken()})`;
}

function howToBeAccepted(identity: PlatformIdentity): string {
  if (identity.kind !== 'user' || identity.impersonated) {
    return 'Ask the platform team to renew the token or certificate that the portal is configured with.';
  }
  return identity.isOpaque
    ? OPAQUE_TOKEN
    : `${SIGN_IN_AGAIN} If that does not help, ask the platform team to compare issuer and audience with the --oidc-issuer-url and --oidc-client-id of the API server.`;
}

function notFound({ status, subject }: Failure): SkeError {
  const { target, cluster } = subject;
  if (status.details?.kind === 'namespaces') {
    return new SkeError({
      code: 'not-found',
      message: `Namespace ${cleanText(status.details.name ?? 'of this call')} does not exist on cluster ${cluster}.`,
      hint: 'Choose another namespace, or ask the platform team to create it.',
      detail: status.message,
    });
  }
  if (status.details?.name === undefined || target.type === 'discovery') {
    return kindNotServed({ ...kindOf(subject), cluster });
  }
  return new SkeError({
    code: 'not-found',
    message: `${describeTarget(subject)} does not exist on cluster ${cluster}.`,
    detail: status.message,
  });
}

function conflict({ status, subject }: Failure): SkeError {
  if (status.reason === 'AlreadyExists') {
    return new SkeError({
      code: 'already-exists',
      message: `${describeTarget(subject)} already exists on cluster ${
        subject.cluster
      }.`,
      detail: status.message,
    });
  }
  return changedMeanwhile(describeTarget(subject), {
    detail: status.message,
    causes: readStatusCauses(status),
  });
}

function invalid({ status, subject }: Failure): SkeError {
  const causes = readStatusCauses(status);
  const refusal = `Cluster ${subject.cluster} does not accept ${describeTarget(subject)}.`;
  return new SkeError({
    code: 'invalid',
    message: cleanText(
      [refusal, ...(causes ?? []).map(({ message }) => message)].join(' '),
    ),
    hint: 'Correct the fields that are named, and try again. Nothing was written.',
    detail: status.message,
    causes,
  });
}

/** The cluster no longer has the history after a resourceVersion or a continue token: the caller has to list again. */
function expired({ status, subject }: Failure): SkeError {
  return new SkeError({
    code: 'expired',
    message: `Cluster ${subject.cluster} cannot ${subject.verb} ${describeTarget(
      subject,
    )} from where this call wanted to continue: that is too long ago.`,
    hint: 'Start again from the first page.',
    detail: status.message,
  });
}

function tooManyRequests(options: {
  response: FailedResponse;
  subject: CallSubject;
  status?: KubernetesStatus;
}): SkeError {
  const { response, subject, status } = options;
  const seconds =
    response.retryAfterSeconds ??
    toRetryAfter(status?.details?.retryAfterSeconds) ??
    DEFAULT_RETRY_AFTER_SECONDS;
  return new SkeError({
    code: 'too-many-requests',
    message: `Cluster ${subject.cluster} is too busy for this call.`,
    hint: `Try again in ${seconds} s.`,
    detail: status?.message,
    retryAfterSeconds: seconds,
  });
}

function other({ response, status, subject }: Failure): SkeError {
  const text = status.message ?? '';
  const { httpStatus } = response;
  if (httpStatus < 400 || httpStatus >= 500) {
    return clusterError({
      subject,
      what: `It responded with status ${httpStatus}.`,
      detail: text,
    });
  }
  // A webhook may choose the status code of its refusal, but it cannot change these words.
  if (/admission webhook "[^"]*" denied the request/.test(text)) {
    return policyDenied(subject, text);
  }
  return new SkeError({
    code: 'invalid-input',
    message: `Cluster ${subject.cluster} cannot ${
      subject.verb
    } ${describeTarget(subject)} with these values (${httpStatus}).`,
    hint: READ_DETAIL,
    detail: text,
    causes: readStatusCauses(status),
  });
}

/** The error for a response that does not come from a healthy API server. Its text is not shown, because it may contain anything. */
function notFromKubernetes(
  response: FailedResponse,
  subject: CallSubject,
): SkeError {
  return clusterError({
    subject,
    what: `The response has status ${response.httpStatus} in a form that no API server uses; it may come from a proxy or gateway in between.`,
  });
}
