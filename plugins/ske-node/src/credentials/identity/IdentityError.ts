import {
  SkeError,
  type SkeErrorOptions,
} from '@kratix-portal/plugin-ske-common';

/**
 * Why there is no identity of a caller:
 *
 * - `no-tok`: the Backstage token has no claim `tok`.
 * - `on-behalf`: a plugin calls on behalf of the user, and mode `tok` has no token for such calls.
 * - `other-provider`: the user has signed in with the provider of another cluster.
 * - `sealed`: the claim `tok` is encrypted, and this backend cannot open it.
 * - `backstage-token`: the token is a Backstage token.
 * - `malformed`: the value cannot be a token.
 * - `expired`: the token has expired.
 * - `no-session`: the auth backend has no token for the user.
 * - `no-token-of-kind`: the user has a session, which has no token of the kind that the cluster accepts.
 * - `session-ended`: the session with the auth backend has ended.
 * - `session-unavailable`: the auth backend cannot return the token of the session now, for instance because the OIDC provider does not respond.
 * - `auth-unavailable`: the auth backend does not respond.
 * - `auth-without-sessions`: the auth backend does not have the route for tokens of sessions.
 * - `other-name`: the user name in the token is not the name of the Backstage user.
 */
export type IdentityReason =
  | 'no-tok'
  | 'on-behalf'
  | 'other-provider'
  | 'sealed'
  | 'backstage-token'
  | 'malformed'
  | 'expired'
  | 'no-session'
  | 'no-token-of-kind'
  | 'session-ended'
  | 'session-unavailable'
  | 'auth-unavailable'
  | 'auth-without-sessions'
  | 'other-name';

/** A caller without an identity on the cluster. Several reasons share the code that clients see; the diagnosis distinguishes the reasons. */
export class IdentityError extends SkeError {
  readonly reason: IdentityReason;
  /**
   * Asks the auth backend whether it has sessions. Present if mode `tok` found no token, because a possible cause is that the auth backend is in session mode.
   */
  hasSessions?: () => Promise<boolean>;

  constructor(options: SkeErrorOptions & { reason: IdentityReason }) {
    super(options);
    this.reason = options.reason;
  }
}
