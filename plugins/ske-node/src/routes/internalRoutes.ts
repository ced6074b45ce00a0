/**
 * The routes that only plugins call. Sessions and grants are below the base URL of the plugin `auth`, recorded requests below the base URL of the plugin `ske`.
 * The paths begin with a dot, so that no path can be the id of a provider or a route for users.
 *
 * @public
 */
export const internalRoutes = {
  /** The prefix of all these paths. */
  prefix: '/.ske',
  /** The access token of a user's session (S5). */
  sessionToken: '/.ske/token',
  /** The sessions that have ended. */
  endedSessions: '/.ske/ended',
  /** A task takes a grant (S18). */
  takeGrant: '/.ske/grants',
  /** A task exchanges its grant for a Backstage token. */
  exchangeGrant: '/.ske/grants/exchange',
  /** A task that has ended releases its grant. */
  releaseGrant: '/.ske/grants/release',
  /** The recorded requests of all users (P4). */
  recordedRequests: '/.ske/pending-requests',
  /** The catalog module reports records whose resource it has seen, and these records are deleted. */
  seenRequests: '/.ske/pending-requests/seen',
} as const;
