import { SkeError, type TokenKind } from '@kratix-portal/plugin-ske-common';

/** Why a session ended. The audit event names it. */
export type SessionEndReason =
  | 'signed-out'
  | 'expired'
  | 'rejected-by-provider'
  | 'ended-by-provider'
  | 'other-owner'
  | 'provider-changed'
  | 'replaced'
  | 'unreadable';

export function sessionEnded(): SkeError {
  return new SkeError({
    code: 'session-ended',
    message: 'Your session with the OIDC provider has ended.',
    hint: 'Sign out of the portal and sign in again.',
  });
}

/** With `tokenKind: id`, a refresh brought no new ID token, and the previous one has ended. */
export function idTokenEnded(providerId: string): SkeError {
  return new SkeError({
    code: 'session-ended',
    message: `The sign-in provider '${providerId}' refreshed your session without a new ID token, and the previous one has ended.`,
    hint: 'Sign out of the portal and sign in again.',
  });
}

/** There is a session, which has no token of the kind that the cluster accepts. Without a session the code is the same. */
export class TokenMissingError extends SkeError {}

/** A cluster needs the ID token, and the sign-in brought none. */
export function tokenMissing(
  providerId: string,
  kind: TokenKind,
): TokenMissingError {
  return new TokenMissingError({
    code: 'no-credentials',
    message: `The sign-in provider '${providerId}' issued no ${kind === 'id' ? 'ID' : 'access'} token, and tokenKind is "${kind}", so there is no identity to act with on the platform cluster.`,
    hint: `Sign in again. If that does not help, check the scopes of '${providerId}' and its tokenKind.`,
  });
}

export function sessionMissing(owner: {
  userRef: string;
  providerIds: readonly string[];
}): SkeError {
  const providers = owner.providerIds.map(id => `'${id}'`).join(' or ');
  return new SkeError({
    code: 'no-credentials',
    message: `${owner.userRef} has no session with the sign-in provider ${providers}, so there is no identity to act with on the platform cluster.`,
    hint: `Sign out of the portal and sign in with ${providers}.`,
  });
}

export function idpUnavailable(providerId: string): SkeError {
  return new SkeError({
    code: 'idp-unavailable',
    message: `The sign-in provider '${providerId}' did not answer the refresh, and your access token has expired. Your session is not over.`,
    hint: 'Try again in a moment.',
  });
}

/** Another replica has a newer list of keys. */
export function keyAwaited(): SkeError {
  return new SkeError({
    code: 'idp-unavailable',
    message:
      'Your session is encrypted with a key that this replica of the portal does not have. Your session is not over.',
    hint: 'Try again in a moment. If that does not help, ske.auth.session.keys must have the same keys on all replicas of the auth backend.',
  });
}

/** Another replica has a newer configuration of the provider. */
export function providerAwaited(providerId: string): SkeError {
  return new SkeError({
    code: 'idp-unavailable',
    message: `Your session was started with another metadataUrl or clientId of the sign-in provider '${providerId}' than this replica of the portal has. Your session is not over.`,
    hint: 'Try again in a moment. If that does not help, the provider must have the same configuration on all replicas of the auth backend.',
  });
}

/** The token of a refresh had no time left when it arrived. */
export function tokenExpired(providerId: string): SkeError {
  return new SkeError({
    code: 'idp-unavailable',
    message: `The sign-in provider '${providerId}' refreshed your session with a token that had already expired. Your session is not over.`,
    hint: 'Try again in a moment. If that does not help, tell the platform team: the clocks of the portal and the provider may differ, or the provider issues tokens without a lifetime.',
  });
}
