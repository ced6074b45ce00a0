/** The proxy, and not the API server, made a connection fail. */
export class ProxyFailure extends Error {
  /** The code of the failed connection to the proxy, or `PROXY_REFUSED` or `PROXY_BAD_GATEWAY` after a response of it. */
  readonly code: string;
  /** The proxy's response to CONNECT. Absent when it did not respond. */
  readonly statusCode?: number;

  constructor(options: { code: string; statusCode?: number; cause?: unknown }) {
    super(`The proxy failed: ${options.code}`, { cause: options.cause });
    this.code = options.code;
    this.statusCode = options.statusCode;
  }
}
