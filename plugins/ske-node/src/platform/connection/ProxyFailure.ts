/** The error of a connection that failed because of the proxy and not because of the API server. */
export class ProxyFailure extends Error {
  /** The code of the failed connection to the proxy, or `PROXY_REFUSED` or `PROXY_BAD_GATEWAY` if the proxy responded with an error. */
  readonly code: string;
  /** The proxy's response to CONNECT. Absent if the proxy did not respond. */
  readonly statusCode?: number;

  constructor(options: { code: string; statusCode?: number; cause?: unknown }) {
    super(`The proxy failed: ${options.code}`, { cause: options.cause });
    this.code = options.code;
    this.statusCode = options.statusCode;
  }
}
