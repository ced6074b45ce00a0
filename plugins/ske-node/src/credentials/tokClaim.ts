import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { decodeJwt, JWTPayload } from 'jose';
import { AccessToken } from './identity/AccessToken';
import { checkUserName } from './identity/checkUserName';
import { IdentityError } from './identity/IdentityError';
import { UserIdentity } from './identity/PlatformIdentity';
import { noIdentityMessage } from './identity/noIdentityMessage';
import { SIGN_IN_AGAIN } from './identity/signInHints';

/**
 * Reads the user's access token from the claim `tok` of a Backstage token.
 *
 * @param options - `credentials` must be the result of `httpAuth` for `backstageToken`. The function compares the subjects to detect a mistake.
 * @throws SkeError, 401, that describes what is missing or wrong and what to do; 403 `identity-mismatch` if the claim of `userNameClaim` is not
 * the name of the user's entity
 */
export function readTokClaim(options: {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  backstageToken: string;
  /** The access token that was sealed in `tok`, if it was sealed. */
  openedTok?: unknown;
  userNameClaim?: string;
  /** The provider of the cluster, and the providers of other clusters. */
  providers?: { own: string; others: readonly string[] };
  now: Date;
}): UserIdentity {
  const { userEntityRef, actor } = options.credentials.principal;
  if (actor !== undefined) {
    throw missing(userEntityRef, actor.subject);
  }
  const claims = decodeVerified(options.backstageToken);
  if (claims.sub !== userEntityRef) {
    throw new SkeError({
      code: 'no-credentials',
      message: `The Backstage token does not belong to the verified caller ${userEntityRef}.`,
      hint: SIGN_IN_AGAIN,
    });
  }
  if (!Object.hasOwn(claims, 'tok') || claims.tok === undefined) {
    throw missing(userEntityRef, undefined);
  }
  checkProvider(claims, userEntityRef, options.providers);
  const token = AccessToken.parse(options.openedTok ?? claims.tok, options.now);
  if (options.userNameClaim !== undefined) {
    checkUserName(token, options.userNameClaim, userEntityRef);
  }
  return new UserIdentity({ userEntityRef, token });
}

/**
 * Rejects a token that the provider of another cluster issued, because this cluster must not see that token. `tokProvider` is a claim of the Backstage token, which
 * `httpAuth` has verified. A resolver of the integrator may not set this claim; then the provider is not checked.
 */
function checkProvider(
  { tokProvider }: JWTPayload,
  userEntityRef: string,
  providers: { own: string; others: readonly string[] } | undefined,
): void {
  if (
    !providers ||
    typeof tokProvider !== 'string' ||
    !providers.others.includes(tokProvider)
  ) {
    return;
  }
  throw new IdentityError({
    code: 'no-credentials',
    reason: 'other-provider',
    message: `${userEntityRef} has signed in with '${tokProvider}', and the platform cluster accepts the tokens of '${providers.own}' only, so there is no identity to act with there.`,
    hint: `Sign out of the portal and sign in with '${providers.own}'.`,
  });
}

function decodeVerified(backstageToken: string): JWTPayload {
  try {
    return decodeJwt(backstageToken);
  } catch (error) {
    throw new SkeError({
      code: 'no-credentials',
      message: 'The Backstage token of this request is not a JWT.',
      hint: SIGN_IN_AGAIN,
    });
  }
}

function missing(userEntityRef: string, actor: string | undefined): SkeError {
  if (actor !== undefined) {
    return new IdentityError({
      code: 'no-credentials',
      reason: 'on-behalf',
      message: noIdentityMessage(
        `${actor} called on behalf of ${userEntityRef}. Such a Backstage token carries no tok claim`,
      ),
      hint: "Call with the user's own Backstage token, or set ske.auth.mode to session: then other plugins and agents can call on behalf of a user.",
    });
  }
  return new IdentityError({
    code: 'no-credentials',
    reason: 'no-tok',
    message: noIdentityMessage(
      `The Backstage token of ${userEntityRef} has no tok claim`,
    ),
    hint:
      'Sign out and sign in with the OIDC provider of the platform cluster. If that does not help, its sign-in resolver does not put the access token into the claim tok: ' +
      'use a resolver of the ske auth module, or wrap your own with withAccessToken.',
  });
}
