// OpenSSL's verification results as Node names them, https://nodejs.org/api/tls.html#x509-certificate-error-codes
const TLS =
  /^(?:CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_|EPROTO$|ERROR_IN_CERT_)/;

/** Whether a connection failed in its TLS handshake. */
export function isTlsFailure(code: string): boolean {
  return TLS.test(code);
}

/** What is wrong with a TLS connection. */
export type TlsFailure = 'not-tls' | 'expired' | 'wrong-name' | 'untrusted';

/** Why a TLS handshake failed. An unknown cause counts as a certificate that is not trusted. */
export function tlsFailureOf(code: string): TlsFailure {
  if (
    /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|^EPROTO$/.test(
      code,
    )
  ) {
    return 'not-tls';
  }
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'expired';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return 'wrong-name';
    default:
      return 'untrusted';
  }
}
