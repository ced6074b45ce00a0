/**
 * Every reason why a stream of the cluster, a watch or a log, ends:
 * - `token-expired`: the access token with which it was opened has expired. Open it again with a fresh one.
 * - `session-ended`: the session with the OIDC provider has ended.
 * - `time-limit`: it was open for as long as a stream may be, 15 minutes. Open it again: this is when the user's rights are checked again.
 * - `shutdown`: the backend stops.
 * - `slow-client`: the client did not read what was sent.
 * - `cluster-ended`: the API server ended it, or a log is complete. Open a watch again.
 * - `idle`: the API server sent nothing for so long that the connection may be dead.
 * - `expired`: the resourceVersion to continue from is too old (410), so list again.
 * - `caller-left`: the caller closed it or disconnected.
 * - `failed`: an error comes with it.
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
