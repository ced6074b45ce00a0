/*
 * THE IDENTITY OF A CALL: what this folder trusts, and what it never does.
 *
 * The API server of the platform cluster authorizes every access. The code in this folder chooses the credential that a call to the API server carries. There are
 * two modes. The configuration chooses one mode, and no mode falls back to the other.
 *
 * Mode `user` (authProvider: oidc). The user's access token is in the claim `tok` of the Backstage token, where the sign-in resolver put it. We
 * trust Backstage's `httpAuth` service, which verifies the signature, the expiry and the principal of the Backstage token. Only then this folder decodes the
 * payload of exactly this token (see tokClaim.ts). It never decodes a stored token, an earlier token, a token in another header, or any other token that `httpAuth`
 * did not verify.
 *
 * The access token itself is not verified here. The OIDC provider issued it for the API server, and only the API server verifies it. We check its
 * characters, so that it cannot inject anything into a header, and its expiry, so that users see "sign in again" instead of the API server's 401. A
 * token that we cannot read (opaque, or with an unusual `exp`) is sent as well, because some clusters accept such tokens. We read
 * `iss` and `aud` only to explain a rejection: a token of another issuer, for another audience or with another key is sent unchanged, and the API
 * server responds with 401.
 *
 * There is no fallback. A missing claim is a 401. An unusable claim is a 401 too; no other source is tried. In this mode no kubeconfig, no service
 * account and no client certificate is read (except the account of `impersonation`): `UserPlatformConfig` has no field for one, and PlatformClient rejects any other identity for such a
 * cluster.
 *
 * Mode `user` with `ske.auth.mode: session`. The access token is in a session of the auth backend. We ask for it on behalf of the verified user, and
 * the auth backend gives tokens only to this plugin (S5). Any verified credentials of a user are enough, even the credentials of an on-behalf-of call of another
 * plugin. With `auto`, the claim `tok` is read if the user has no session. A session that has ended is a 401, not a reason to try the claim.
 *
 * A stream with a token of a session can last longer than this token: the stream requests the next token when the current token expires. When the session ends,
 * the stream requests a token too, and ends unless the user has another live session. After a 401 of the cluster the session is refreshed once.
 *
 * Between the sign-in and the cluster there may be one step, which `clusterIdentityOf` creates. With `tokenExchange` the provider exchanges the token
 * of the user for a token with the audience of the cluster (exchange/). With `impersonation` a service account acts for the user (impersonation/). Only in this case
 * the portal itself verifies the token of the user, by the rules of an API server; user name and groups come only from this token. Neither step falls back to the
 * token of the sign-in.
 *
 * Mode `service` (authProvider: serviceAccount, or no `ske.kubernetes` at all). All users share the portal's own identity, and the backend logs a
 * warning at start. The Backstage token is verified, and its payload is not read.
 *
 * No token in logs and messages. A token is in a private field of UserIdentity: neither printing the object nor converting it to JSON shows the token. Only
 * PlatformClient reads the token, to write the Authorization header. Error messages of this folder describe the problem and never quote the token.
 *
 * Intended surprises:
 * - When another plugin calls on behalf of a user, the token is valid, but Backstage removes `tok` from the token. The result is a 401, and the hint explains the reason.
 * - Backstage renews a page's token, with its `tok`, only while the page is open. The token of a task that waits for a long time may expire; the result is a 401.
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
