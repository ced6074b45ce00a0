// OpenSSL's verification results as Node names them, https://nodejs.org/api/tls.html#x509-certificate-error-codes
const TLS =
  /^(?:CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_|EPROTO$|ERROR_IN_CERT_)/;

/** Whether a connection failed in its TLS handshake. */
export function isTlsFailure(code: string): boolean {
  return TLS.test(code);
}

/** Whether the other side does not speak TLS. */
export function isNotTls(code: string): boolean {
  return /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|^EPROTO$/.test(
    code,
  );
}
