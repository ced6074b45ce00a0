/**
 * Every reason why a stream of the cluster, a watch or a log, ends:
 * - `token-expired`: the access token with which the stream was opened has expired. Open the stream again with a fresh token.
 * - `session-ended`: the session with the OIDC provider has ended.
 * - `time-limit`: the stream was open for 15 minutes, which is the limit. Open the stream again; the user's rights are checked again then.
 * - `shutdown`: the backend stops.
 * - `slow-client`: the client did not read what was sent.
 * - `cluster-ended`: the API server ended the stream, or a log is complete. Open a watch again.
 * - `idle`: the API server sent nothing for so long that the connection may be dead.
 * - `expired`: the resourceVersion to continue from is too old (410), so list again.
 * - `caller-left`: the caller closed the stream or disconnected.
 * - `failed`: the stream failed; the event contains the error.
 *
 * @public
 */
export const streamEndReasons = [
  'token-expired',
  'session-ended',
  'time-limit',
  'shutdown',
  'slow-client',
  'cluster-ended',
  'idle',
  'expired',
  'caller-left',
  'failed',
] as const;

/**
 * One of {@link streamEndReasons}.
 *
 * @public
 */
export type StreamEndReason = (typeof streamEndReasons)[number];
