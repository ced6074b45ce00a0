/**
 * Whether a request to the OIDC provider failed because the provider was down, overloaded or not reachable. A response that rejects the request does
 * not count as an outage, and an invalid response does not either.
 */
export function isOutage(error: unknown): boolean {
  const { name, message, code, response } = (error ?? {}) as {
    name?: unknown;
    message?: unknown;
    code?: unknown;
    response?: { statusCode?: unknown };
  };
  const status = response?.statusCode;
  if (typeof status === 'number') {
    return status >= 500 || status === 429;
  }
  return (
    name === 'ServiceUnavailableError' ||
    // Node's errors of connections, DNS and TLS have a code; jose's begin with ERR_J.
    (typeof code === 'string' && !code.startsWith('ERR_J')) ||
    (name === 'RPError' && /timed out/.test(String(message)))
  );
}
