/*
 * WHOSE IDENTITY: what this folder trusts, and what it never does.
 *
 * The API server of the platform cluster judges every access. This folder answers one question for it: with whose credential does the
 * call at hand go out? There are two modes, chosen once by configuration, and no way from one to the other.
 *
 * Mode `user` (authProvider: oidc). The person's access token rides in the claim `tok` of the Backstage token, where the sign-in resolver
 * put it. We trust one thing: Backstage's `httpAuth` service, which checks that token's signature, expiry and principal. Only then is
 * the payload of that very token decoded (see tokClaim.ts): not of a stored one, not of the last one seen, not of a token that another
 * header carries. What `httpAuth` did not verify is never decoded.
 *
 * The access token itself is a stranger's: it was made by the OIDC provider for the API server, and only the API server verifies it. We look
 * at its shape, so that nothing can be smuggled into a header, and at its expiry, so that a person hears "sign in again" instead of a
 * refusal from afar. `iss` and `aud` are read to explain a refusal, and decide nothing: a token of another issuer, for another audience or
 * signed by another key goes out unaltered and comes back as the API server's 401.
 *
 * Nothing falls through. A missing claim is a 401. A claim that is there but unusable is a 401 too, and not a reason to look elsewhere. In
 * this mode no kubeconfig, no service account and no client certificate is ever read: `UserPlatformConfig` has no field to hold one, and
 * PlatformClient refuses, for such a cluster, any identity that is not a person's.
 *
 * Mode `service` (authProvider: serviceAccount, or no `ske.kubernetes` at all). All users share one identity of the portal's own, and a warning
 * says so at start. The Backstage token is verified, and its payload is not read.
 *
 * No trace. A token lives in a private field of UserIdentity: it shows neither in JSON nor when the object is printed. It is asked for at one
 * place, where PlatformClient writes the Authorization header. Error messages made here name a fault's kind and never quote the token.
 *
 * Surprises that are meant:
 * - A token that was issued on behalf of a user by another plugin verifies well, but Backstage drops `tok` from it: 401, and the hint says so.
 * - Backstage renews a page's token, and `tok` in it, only while the page is open. A task that waits long may find its token expired: 401.
 */
export type { PlatformIdentity } from './PlatformIdentity';
export { ServiceIdentity, UserIdentity } from './PlatformIdentity';
export type { IdentityResolver, VerifiedCaller } from './IdentityResolver';
export { createIdentityResolver } from './IdentityResolver';
