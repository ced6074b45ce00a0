/**
 * Limits for the calls to one cluster, for all users together. The product uses the defaults; tests use smaller values.
 *
 * @public
 */
export interface PlatformLimits {
  /** Time to open a connection, including TLS. */
  connectMs: number;
  /** Time until the headers of a response arrive. */
  headersMs: number;
  /** Time between two chunks of a response. */
  idleMs: number;
  /** Time for a whole call, including its wait for a connection and its retries. */
  deadlineMs: number;
  /** Size of a response. */
  responseBytes: number;
  /** Connections to the API server for calls. Streams have their own connections. */
  connections: number;
  /** How many calls may wait for a connection. Further calls are rejected with `too-many-requests`. */
  queuedCalls: number;
  /** How long an unused connection stays open. */
  keepAliveMs: number;
  /** For how long a read is retried while the API server responds with 429. */
  retryMs: number;
  /** Open watches and logs; each has its own connection. */
  streams: number;
  /** Duration of a stream. The client opens it again, and is authenticated again. */
  streamMs: number;
  /** How long a watch may send nothing. The API server sends a bookmark about once a minute. 0 means no limit. */
  watchIdleMs: number;
  /** Size of one event of a watch. */
  eventBytes: number;
  /** How much of a stream is buffered for a slow reader, before the API server has to wait. */
  streamBufferBytes: number;
  /** How long the API server waits for a slow reader, before the stream is ended. */
  slowReaderMs: number;
  /** When no pending call has received a response for this time, a probe checks whether the API server still accepts connections. */
  silenceMs: number;
  /** How many attempts to connect must fail in a row to open the circuit. While it is open, calls fail at once. */
  failuresToOpen: number;
  /** How long the circuit stays open before a probe. Each failed probe doubles it, up to four times this value. */
  openMs: number;
}

// S24. A connection is opened once and used by many calls, so the deadline for opening it is short. The API server ends most calls after 60 s, and responds to the
// calls of the portal in much less than a second. `deadlineMs` also ends a response that arrives slowly and is never idle.
export const DEFAULT_LIMITS: PlatformLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  idleMs: 30_000,
  deadlineMs: 60_000,
  responseBytes: 16 * 1024 * 1024,
  connections: 64,
  queuedCalls: 512,
  // Shorter than the idle time-out of common load balancers in front of an API server (kubeadm's HAProxy: 35 s), so that the portal closes first.
  keepAliveMs: 30_000,
  retryMs: 10_000,
  streams: 4_000,
  // The limits of streams (S26).
  streamMs: 15 * 60_000,
  watchIdleMs: 5 * 60_000,
  // By default etcd stores no object over 1.5 MiB, and an event contains one object.
  eventBytes: 8 * 1024 * 1024,
  streamBufferBytes: 256 * 1024,
  slowReaderMs: 30_000,
  // Longer than a healthy API server takes for any call of the portal, and well before `headersMs`.
  silenceMs: 3_000,
  failuresToOpen: 3,
  openMs: 500,
};
