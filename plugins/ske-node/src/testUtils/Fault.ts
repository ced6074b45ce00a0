/**
 * A fault between a client and its API server.
 *
 * @public
 */
export type Fault =
  /** Each new connection is reset before TLS. */
  | { type: 'refuse' }
  /** Each new connection is accepted, and nothing is ever sent on it. */
  | { type: 'silent' }
  /** The request is forwarded after this many milliseconds. */
  | { type: 'latency'; ms: number }
  /** The request is read, and no response is ever sent. */
  | { type: 'hang' }
  /** The request is read, and the proxy closes its half of the connection without a response; the other half stays open. */
  | { type: 'half-close' }
  /** The request is read, and the connection is reset. */
  | { type: 'reset' }
  /** The connection is reset inside the headers of the response. */
  | { type: 'cut-headers' }
  /** The request is forwarded; the connection is reset after this many bytes of the response body. */
  | { type: 'cut-body'; afterBytes: number }
  /** The request is forwarded; the response body is chunked, and the connection is closed (not reset) before the last chunk. */
  | { type: 'truncate'; afterBytes: number }
  /** The request is forwarded; the response body arrives in pieces of this size, at this interval. */
  | { type: 'drip'; bytes: number; everyMs: number }
  /** The proxy itself responds to the request: with an HTML page, a 429, or a 500. */
  | {
      type: 'answer';
      status: number;
      headers?: Record<string, string>;
      body: string;
    }
  /** The response is not HTTP. */
  | { type: 'not-http' };

/**
 * Chooses the fault for a request; undefined for none. Called for each request.
 *
 * @public
 */
export type FaultPlan = (request: {
  method: string;
  /** The path with the query. */
  path: string;
  /** 1 for the first request since the plan was set. */
  count: number;
}) => Fault | undefined;
