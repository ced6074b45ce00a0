/** How long a stream waits for its client. */
export interface StreamLimits {
  /** How often a quiet stream sends a comment. This interval is below the 30 to 60 seconds after which proxies close a quiet connection. */
  heartbeatMs: number;
  /** How long a client may read nothing before the stream sends `slow-client` and ends. */
  slowClientMs: number;
  /** How long such a client has to read that last event. */
  lastWordMs: number;
}

export const DEFAULT_STREAM_LIMITS: StreamLimits = {
  heartbeatMs: 20_000,
  slowClientMs: 30_000,
  lastWordMs: 5_000,
};
