import { SkeError } from '@kratix-portal/plugin-ske-common';
import { CallSubject } from '../calls/PlatformCall';
import { CallFailure } from '../connection/CallFailure';
import { codeOf } from '../connection/failureCode';
import { ProxyFailure } from '../connection/ProxyFailure';
import { clusterError, timedOut } from './clusterErrors';

const TIMEOUT = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
// The portal itself closed the connection, because the backend stops.
const STOPPED = new Set(['UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);
// OpenSSL's verification results as Node names them, https://nodejs.org/api/tls.html#x509-certificate-error-codes
const UNTRUSTED =
  /^(?:CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_|EPROTO$|ERROR_IN_CERT_)/;

const NOT_YOUR_FAULT = 'This is not your fault.';
const RETRY_SOON = 'Try again in a moment.';

/** Converts the error of a failed call into a SkeError. If the caller has cancelled the call, returns the reason of the caller's AbortSignal instead. */
export function toCallError(
  failure: unknown,
  subject: CallSubject,
  callerReason: unknown,
): unknown {
  if (!(failure instanceof CallFailure)) {
    return failure;
  }
  switch (failure.reason) {
    case 'caller-left':
      return callerReason;
    case 'deadline':
      return timedOut({ subject, cause: failure });
    case 'busy':
      return new SkeError({
        code: 'too-many-requests',
        message: `Too many calls to cluster ${subject.cluster} are under way; this one was not sent.`,
        hint: RETRY_SOON,
        retryAfterSeconds: failure.retryAfterSeconds,
      });
    case 'too-large':
      return clusterError({
        subject,
        what: 'Its response is larger than the portal accepts.',
        hint: subject.verb === 'list' ? 'Ask for smaller pages.' : undefined,
        cause: failure,
      });
    default:
      return toTransportError(failure, subject);
  }
}

/** Whether a call failed because its response exceeds the size limit. */
export function isResponseTooLarge(error: unknown): boolean {
  return (
    SkeError.is(error) &&
    error.cause instanceof CallFailure &&
    error.cause.reason === 'too-large'
  );
}

function toTransportError(
  failure: CallFailure,
  subject: CallSubject,
): SkeError {
  const { cause } = failure;
  const code = codeOf(cause);
  const inBrackets = code ? ` (${code})` : '';
  if (cause instanceof ProxyFailure) {
    return toProxyError(failure, cause, subject);
  }
  if (UNTRUSTED.test(code)) {
    return new SkeError({
      code: 'cluster-untrusted',
      message: `The portal does not trust the certificate of cluster ${subject.cluster}${through(failure)} (${code}).`,
      hint: `${NOT_YOUR_FAULT} Tell the platform team: caFile or caData of the cluster must contain the certificate authority of the API server, and url must use a name that is in the certificate.`,
      retryAfterSeconds: failure.retryAfterSeconds,
      cause,
    });
  }
  if (!failure.isSent && STOPPED.has(code)) {
    return new SkeError({
      code: 'cluster-unreachable',
      message: `The portal is being stopped, so this call to cluster ${subject.cluster} was not sent.`,
      hint: RETRY_SOON,
      cause,
    });
  }
  // Without a connection nothing was sent. So the outcome is known even after a time-out: nothing was changed.
  if (!failure.isSent || UNREACHABLE.has(code)) {
    return new SkeError({
      code: 'cluster-unreachable',
      message: `Cluster ${subject.cluster} cannot be reached from the portal${through(failure)}${inBrackets}.`,
      hint: `${NOT_YOUR_FAULT} Try again. If it happens again, tell the platform team.`,
      retryAfterSeconds: failure.retryAfterSeconds,
      cause,
    });
  }
  if (TIMEOUT.has(code)) {
    return timedOut({ subject, cause });
  }
  return clusterError({
    subject,
    what: `The connection${through(failure)} broke before the response was complete${inBrackets}.`,
    cause,
  });
}

function through({ proxy }: CallFailure): string {
  return proxy === undefined ? '' : ` through the proxy ${proxy}`;
}

/** The error for a connection that failed at the proxy. The message does not blame the cluster. */
function toProxyError(
  failure: CallFailure,
  { code, statusCode, cause }: ProxyFailure,
  subject: CallSubject,
): SkeError {
  const what =
    statusCode === undefined
      ? `the proxy ${failure.proxy} cannot be reached (${code})`
      : `the proxy ${failure.proxy} responded with ${statusCode}`;
  return new SkeError({
    code: 'cluster-unreachable',
    message: `Cluster ${subject.cluster} cannot be reached from the portal: ${what}.`,
    hint: `${NOT_YOUR_FAULT} ${proxyHint(statusCode)}`,
    retryAfterSeconds: failure.retryAfterSeconds,
    cause,
  });
}

function proxyHint(statusCode: number | undefined): string {
  switch (statusCode) {
    case undefined:
      return 'Try again. If it happens again, tell the platform team to check the address of the proxy, and whether NO_PROXY should exclude the cluster.';
    case 407:
      return 'Tell the platform team: the proxy requires a user name and a password, which belong in its URL.';
    case 502:
    case 503:
    case 504:
      return 'Try again. If it happens again, tell the platform team that the proxy cannot reach the API server.';
    default:
      return 'Tell the platform team: the proxy must allow CONNECT to the address of the API server, or NO_PROXY must exclude it.';
  }
}
