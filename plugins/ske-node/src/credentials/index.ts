/*
 * THE IDENTITY OF A CALL: what this folder trusts, and what it never does.
 *
 * The API server of the platform cluster authorizes every access. This folder decides which credential a call to it carries. There are two modes.
 * The configuration chooses one, and neither falls back to the other.
 *
 * Mode `user` (authProvider: oidc). The user's access token is in the claim `tok` of the Backstage token, where the sign-in resolver put it. We
 * trust Backstage's `httpAuth` service, which verifies that token's signature, expiry and principal. Only then is the payload of exactly this token
 * decoded (see tokClaim.ts): not of a stored token, not of an earlier one, and not of a token in another header. A token that `httpAuth` did not
 * verify is never decoded.
 *
 * The access token itself is not verified here. The OIDC provider issued it for the API server, and only the API server verifies it. We check its
 * characters, so that it cannot inject anything into a header, and its expiry, so that users see "sign in again" instead of the API server's 401. A
 * token that we cannot read (opaque, or with an unusual `exp`) is sent as well: some clusters accept such tokens, and the cluster decides. We read
 * `iss` and `aud` only to explain a rejection: a token of another issuer, for another audience or with another key is sent unchanged, and the API
 * server answers 401.
 *
 * There is no fallback. A missing claim is a 401. An unusable claim is a 401 too; no other source is tried. In this mode no kubeconfig, no service
 * account and no client certificate is read (except the account of `impersonation`): `UserPlatformConfig` has no field for one, and PlatformClient rejects any other identity for such a
 * cluster.
 *
 * Mode `user` with `ske.auth.mode: session`. The access token is in a session of the auth backend. We ask for it on behalf of the verified user, and
 * the auth backend answers only this plugin (S5). Any verified credentials of a user are enough, even those of an on-behalf-of call of another
 * plugin. With `auto`, the claim `tok` is read if the user has no session. A session that has ended is a 401, not a reason to try the claim.
 *
 * A stream with a token of a session outlives it: it asks for the next token when this one expires. When the session ends, the stream asks too, and ends
 * unless the user has another live session. After a 401 of the cluster the session is refreshed once.
 *
 * Between the sign-in and the cluster there may be one step, which `clusterIdentityOf` creates. With `tokenExchange` the provider exchanges the token
 * of the user for one of the cluster's audience (exchange/). With `impersonation` a service account acts for the user (impersonation/), and only then
 * the portal verifies the token of the user as an API server would: user name and groups come only from this token. Neither step falls back to the
 * token of the sign-in.
 *
 * Mode `service` (authProvider: serviceAccount, or no `ske.kubernetes` at all). All users share the portal's own identity, and the backend logs a
 * warning at start. The Backstage token is verified, and its payload is not read.
 *
 * No trace. A token lives in a private field of UserIdentity: neither printing the object nor converting it to JSON shows it. Only PlatformClient
 * reads it, to write the Authorization header. Error messages of this folder name the kind of a problem and never quote the token.
 *
 * Intended surprises:
 * - When another plugin calls on behalf of a user, the token is valid, but Backstage removes `tok` from it: 401, and the hint explains this.
 * - Backstage renews a page's token, with its `tok`, only while the page is open. A task that waits for a long time may find its token expired: 401.
 */
export type { PlatformIdentity } from './identity/PlatformIdentity';
export { ServiceIdentity, UserIdentity } from './identity/PlatformIdentity';
export { noIdentityMessage } from './identity/noIdentityMessage';
export type { IdentityResolver, VerifiedCaller } from './IdentityResolver';
export { createIdentityResolver } from './IdentityResolver';
export {
  createSessionEnds,
  createSessionTokens,
  type SessionEnds,
  type SessionToken,
  type SessionTokens,
  type SessionVersion,
} from './SessionTokens';
