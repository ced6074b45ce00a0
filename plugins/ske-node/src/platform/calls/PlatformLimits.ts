/**
 * What calls to one cluster may cost, for all users together. The defaults are those of the product; tests use smaller ones.
 *
 * @public
 */
export interface PlatformLimits {
  /** To open a connection, TLS included. */
  connectMs: number;
  /** Until an answer begins. */
  headersMs: number;
  /** Between two pieces of an answer. */
  idleMs: number;
  /** For a call as a whole, its wait for a connection and its repetitions included. */
  deadlineMs: number;
  /** The largest answer. */
  answerBytes: number;
  /** The most connections to the API server for calls. Streams have connections of their own. */
  connections: number;
  /** How many calls may wait for a connection; one more is refused with `too-many-requests`. */
  queuedCalls: number;
  /** How long an unused connection is kept. */
  keepAliveMs: number;
  /** How long a read is repeated while the API server asks us to come back later. */
  retryMs: number;
  /** The most watches and logs at a time; each has a connection of its own. */
  streams: number;
  /** How long a stream may last; whoever wants more opens it again, and so is authenticated again. */
  streamMs: number;
  /** How long a watch may be silent. The API server sends a bookmark about once a minute. 0: for ever. */
  watchIdleMs: number;
  /** The largest event of a watch. */
  eventBytes: number;
  /** How much of a stream is kept for a reader who is slow, before the API server is made to wait. */
  streamBufferBytes: number;
  /** How long the API server is made to wait for such a reader, before the stream is ended. */
  slowReaderMs: number;
  /** After how long without any answer, while calls wait for one, it is tried whether the API server still lets anybody connect. */
  silenceMs: number;
  /** How many failed attempts to connect, one after the other, make further calls fail at once. */
  failuresToOpen: number;
  /** How long they fail at once, before one call may try again; doubled while that fails, up to eight times this. */
  openMs: number;
}

// S24. A connection is opened once and used by many calls, so its deadline is short. The API server gives up on most calls after 60 s
// itself, but answers what we ask of it in well under one; `deadlineMs` ends what trickles in without ever being idle.
export const DEFAULT_LIMITS: PlatformLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  idleMs: 30_000,
  deadlineMs: 60_000,
  answerBytes: 16 * 1024 * 1024,
  connections: 64,
  queuedCalls: 512,
  // Below what load balancers in front of an API server commonly allow (kubeadm's HAProxy: 35 s), so that it is we who close.
  keepAliveMs: 30_000,
  retryMs: 10_000,
  streams: 1_000,
  // S26.
  streamMs: 15 * 60_000,
  watchIdleMs: 5 * 60_000,
  // etcd keeps no object over 1.5 MiB unless told; an event holds one.
  eventBytes: 8 * 1024 * 1024,
  streamBufferBytes: 256 * 1024,
  slowReaderMs: 30_000,
  // Beyond what a healthy API server takes for anything that we ask, and well before `headersMs`.
  silenceMs: 3_000,
  failuresToOpen: 3,
  openMs: 500,
};
