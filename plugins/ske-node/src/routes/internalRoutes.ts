/**
 * The routes that only plugins call, below the base URL of the plugin that serves them: `auth` for sessions and grants, `ske` for recorded requests.
 * Their paths begin with a dot, so that none of them is the id of a provider or a route for users.
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
  /** The records whose resource the catalog has seen are deleted. */
  seenRequests: '/.ske/pending-requests/seen',
} as const;
