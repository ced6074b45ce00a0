/** The parameters of one run of the load generator. */
export interface LoadJob {
  url: string;
  /** Each connection sends its next request after the response to the previous one. */
  connections: number;
  seconds: number;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  /** The text `{unique}` is replaced by a different text for each request. */
  body?: string;
  /** The certificate authority of an https server, as PEM. */
  ca?: string;
}

/** The result of a run. */
export interface LoadResult {
  /** Responses with status 2xx. */
  answers: number;
  /** Responses with another status, broken connections and timeouts. */
  failures: number;
  lastFailure?: string;
  /** Responses per second. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}
