/** How patient a stream is with its client. */
export interface StreamLimits {
  /** How often something is sent when there is nothing to send: below the 30 to 60 seconds after which proxies give up. */
  heartbeatMs: number;
  /** How long a client may take nothing of what was sent, before it is told so and the stream ends. */
  slowClientMs: number;
  /** How long a client that takes nothing has to take that last event. */
  lastWordMs: number;
}

export const DEFAULT_STREAM_LIMITS: StreamLimits = {
  heartbeatMs: 20_000,
  slowClientMs: 30_000,
  lastWordMs: 5_000,
};
