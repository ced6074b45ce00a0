import { SkeError, type TokenKind } from '@kratix-portal/plugin-ske-common';
import { noIdentityMessage } from '@kratix-portal/plugin-ske-node';

const SIGN_IN_AGAIN = 'Sign out of the portal and sign in again.';

/** Why a session ended. The audit event contains this reason. */
export type SessionEndReason =
  | 'signed-out'
  | 'expired'
  | 'rejected-by-provider'
  | 'ended-by-provider'
  | 'other-owner'
  | 'provider-changed'
  | 'replaced'
  | 'unreadable';

/** @param providerIds - the sign-in providers with which a new session would help, if the user may have signed in with another provider meanwhile */
export function sessionEnded(providerIds?: readonly string[]): SkeError {
  const providers = providerIds && listOf(providerIds);
  return new SkeError({
    code: 'session-ended',
    message: `Your session with the ${providers ? `sign-in provider ${providers}` : 'OIDC provider'} has ended.`,
    hint: providers
      ? `Sign out of the portal and sign in again with ${providers}.`
      : SIGN_IN_AGAIN,
  });
}

/** With `tokenKind: id`, a refresh returned no new ID token, and the previous ID token has expired. */
export function idTokenEnded(providerId: string): SkeError {
  return new SkeError({
    code: 'session-ended',
    message: `The sign-in provider '${providerId}' refreshed your session without a new ID token, and the previous one has expired.`,
    hint: SIGN_IN_AGAIN,
  });
}

/** The user has a session, but it has no token of the kind that the cluster accepts. The code is the same as without a session. */
export class TokenMissingError extends SkeError {}

/** A cluster needs the ID token, and the sign-in returned no ID token, or the ID token has expired and the refreshes returned no new one. */
export function tokenMissing(
  providerId: string,
  kind: TokenKind,
  hasExpired = false,
): TokenMissingError {
  const token = kind === 'id' ? 'ID' : 'access';
  return new TokenMissingError({
    code: 'no-credentials',
    message: noIdentityMessage(
      `The sign-in provider '${providerId}' issued no ${hasExpired ? 'new ' : ''}${token} token, and tokenKind is "${kind}"`,
    ),
    hint: `Sign in again. If that does not help, check the scopes of '${providerId}' and its tokenKind.`,
  });
}

export function sessionMissing(owner: {
  userRef: string;
  providerIds: readonly string[];
}): SkeError {
  const providers = listOf(owner.providerIds);
  return new SkeError({
    code: 'no-credentials',
    message: noIdentityMessage(
      `${owner.userRef} has no session with the sign-in provider ${providers}`,
    ),
    hint: `Sign out of the portal and sign in with ${providers}.`,
  });
}

function listOf(providerIds: readonly string[]): string {
  return providerIds.map(id => `'${id}'`).join(' or ');
}

export function idpUnavailable(providerId: string): SkeError {
  return unavailable(
    `The sign-in provider '${providerId}' did not answer the refresh, or its new ID token could not be verified, and your access token has expired.`,
  );
}

/** Another replica has a newer list of keys. */
export function keyAwaited(): SkeError {
  return unavailable(
    'Your session is encrypted with a key that this replica of the portal does not have.',
    'ske.auth.session.keys must have the same keys on all replicas of the auth backend.',
  );
}

/** Another replica has a newer configuration of the provider. */
export function providerAwaited(providerId: string): SkeError {
  return unavailable(
    `Your session was started with another metadataUrl or clientId of the sign-in provider '${providerId}' than this replica of the portal has.`,
    'the provider must have the same configuration on all replicas of the auth backend.',
  );
}

/** The new token of a refresh had already expired when it arrived. */
export function tokenExpired(providerId: string): SkeError {
  return unavailable(
    `The sign-in provider '${providerId}' refreshed your session with a token that had already expired.`,
    'tell the platform team: the clocks of the portal and the provider may differ, or the provider issues tokens without a lifetime.',
  );
}

/** A session that cannot be used at the moment. `otherwise` says what to do if this continues. */
function unavailable(what: string, otherwise?: string): SkeError {
  const retry = 'Try again in a moment.';
  return new SkeError({
    code: 'idp-unavailable',
    message: `${what} Your session is not over.`,
    hint:
      otherwise === undefined
        ? retry
        : `${retry} If that does not help, ${otherwise}`,
  });
}
