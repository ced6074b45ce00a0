import { SkeError } from '@kratix-portal/plugin-ske-common';
import { clusterError, timedOut } from './errors';
import { CallFailure } from '../connection/CallFailure';
import { codeOf } from '../connection/failureCode';
import { CallSubject } from '../calls/PlatformCall';

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
// Of connections that we have closed ourselves, since the backend stops.
const STOPPED = new Set(['UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);
// OpenSSL's verification results as Node names them, https://nodejs.org/api/tls.html#x509-certificate-error-codes
const UNTRUSTED =
  /^(?:CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_|EPROTO$|ERROR_IN_CERT_)/;

/** Turns a call that got no answer into one of our errors; or into what its caller gave as the reason for going away. */
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
      return timedOut(subject, undefined, failure);
    case 'busy':
      return new SkeError({
        code: 'too-many-requests',
        message: `Too many calls to cluster ${subject.cluster} are under way; this one was not made.`,
        hint: 'Try again in a moment.',
        retryAfterSeconds: failure.retryAfterSeconds,
      });
    case 'too-large':
      return clusterError(
        subject,
        'Its answer is larger than the portal takes.',
        'Ask for less at a time: the list has pages.',
        failure.cause,
      );
    default:
      return toTransportError(failure, subject);
  }
}

function toTransportError(
  failure: CallFailure,
  subject: CallSubject,
): SkeError {
  const { cause } = failure;
  const code = codeOf(cause);
  if (UNTRUSTED.test(code)) {
    return new SkeError({
      code: 'cluster-untrusted',
      message: `The portal does not trust the certificate that cluster ${subject.cluster} shows (${code}).`,
      hint: "This is not your fault. Tell the platform team: caFile or caData of the cluster must hold the API server's certificate authority, and its url a name that the certificate has.",
      retryAfterSeconds: failure.retryAfterSeconds,
      cause,
    });
  }
  if (!failure.isSent && STOPPED.has(code)) {
    return new SkeError({
      code: 'cluster-unreachable',
      message: `The portal is being stopped, so this call to cluster ${subject.cluster} was not made.`,
      hint: 'Try again in a moment.',
      cause,
    });
  }
  // No connection: the call was never sent, so it is no time-out of unknown outcome.
  if (!failure.isSent || UNREACHABLE.has(code)) {
    return new SkeError({
      code: 'cluster-unreachable',
      message: `Cluster ${subject.cluster} cannot be reached from the portal${
        code ? ` (${code})` : ''
      }.`,
      hint: 'This is not your fault. Try again; if it goes on, tell the platform team.',
      retryAfterSeconds: failure.retryAfterSeconds,
      cause,
    });
  }
  if (TIMEOUT.has(code)) {
    return timedOut(subject, undefined, cause);
  }
  return clusterError(
    subject,
    `The connection broke before the answer was whole${code ? ` (${code})` : ''}.`,
    undefined,
    cause,
  );
}
