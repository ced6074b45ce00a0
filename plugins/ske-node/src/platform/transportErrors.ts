import { SkeError } from '@kratix-portal/plugin-ske-common';
import { clusterError, timedOut } from './errors';
import { CallSubject } from './PlatformCall';

const TIMEOUT = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
// The call was never sent, so it is no timeout of unknown outcome.
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
// OpenSSL's verification results as Node names them, https://nodejs.org/api/tls.html#x509-certificate-error-codes
const UNTRUSTED =
  /^(?:CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_|EPROTO$|ERROR_IN_CERT_)/;

/** Turns a failure to get any answer into one of our codes. */
export function toTransportError(
  error: unknown,
  subject: CallSubject,
): SkeError {
  const code = codeOf(error);
  if (TIMEOUT.has(code)) {
    return timedOut(subject, undefined, error);
  }
  if (UNREACHABLE.has(code)) {
    return new SkeError({
      code: 'cluster-unreachable',
      message: `Cluster ${subject.cluster} cannot be reached from the portal (${code}).`,
      hint: 'This is not your fault. Try again; if it goes on, tell the platform team.',
      cause: error,
    });
  }
  if (UNTRUSTED.test(code)) {
    return new SkeError({
      code: 'cluster-untrusted',
      message: `The portal does not trust the certificate that cluster ${subject.cluster} shows (${code}).`,
      hint: "This is not your fault. Tell the platform team: caFile or caData of the cluster must hold the API server's certificate authority, and its url a name that the certificate has.",
      cause: error,
    });
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return clusterError(
      subject,
      'Its answer is larger than 16 MiB.',
      undefined,
      error,
    );
  }
  return clusterError(
    subject,
    `The connection broke before the answer was whole${code ? ` (${code})` : ''}.`,
    undefined,
    error,
  );
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  // Several addresses were tried: all failed, and the first reason stands for all.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return codeOf(error.errors[0]);
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
