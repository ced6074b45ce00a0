/** What one run asks of the load generator. */
export interface LoadJob {
  url: string;
  /** Each sends its next request when it has the answer to the last one. */
  connections: number;
  seconds: number;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  /** `{unique}` in it becomes another text for each request. */
  body?: string;
  /** The certificate authority of an https server, as PEM. */
  ca?: string;
}

/** What came of a run. Only answers of status 2xx are counted as such. */
export interface LoadResult {
  answers: number;
  /** Answers of another status, broken connections and timeouts. */
  failures: number;
  lastFailure?: string;
  /** Of answers, while the run went on. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}
