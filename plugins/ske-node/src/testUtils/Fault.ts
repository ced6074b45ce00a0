/**
 * What goes wrong between a client and its API server.
 *
 * @public
 */
export type Fault =
  /** Each new connection is reset before TLS. */
  | { type: 'refuse' }
  /** Each new connection is taken, and nothing is ever said on it. */
  | { type: 'silent' }
  /** The request is passed on later. Milliseconds. */
  | { type: 'latency'; ms: number }
  /** The request is taken and never answered. */
  | { type: 'hang' }
  /** The request is taken, and our side of the connection is closed without an answer; the other stays open. */
  | { type: 'half-close' }
  /** The request is taken, and the connection reset. */
  | { type: 'reset' }
  /** The connection is reset in the middle of the answer's headers. */
  | { type: 'cut-headers' }
  /** The request is passed on; the connection is reset after so many bytes of the answer's body. */
  | { type: 'cut-body'; afterBytes: number }
  /** The request is passed on; the answer's body is chunked, and the connection closed in good order before the last chunk. */
  | { type: 'truncate'; afterBytes: number }
  /** The request is passed on; the answer's body comes so many bytes at a time, with so many milliseconds between. */
  | { type: 'drip'; bytes: number; everyMs: number }
  /** The request is not passed on but answered: with an HTML page, a 429, a 500. */
  | {
      type: 'answer';
      status: number;
      headers?: Record<string, string>;
      body: string;
    }
  /** What comes back is no HTTP. */
  | { type: 'not-http' };

/**
 * Which fault a request meets; undefined for none. It is asked anew for each.
 *
 * @public
 */
export type FaultPlan = (request: {
  method: string;
  /** With the query. */
  path: string;
  /** 1 for the first request since the plan was made. */
  count: number;
}) => Fault | undefined;
