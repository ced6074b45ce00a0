import { decodeJwt } from 'jose';
import type { TokenValues } from '../refreshes';
import type { OidcParts } from './createDiscovery';
import { reasonOf } from './describeRefreshFailure';
import { UnverifiedIdTokenError } from './UnverifiedIdTokenError';

type Client = OidcParts['client'];

/** A method of openid-client 5 that its types do not have. */
interface IdTokenValidator {
  validateIdToken(
    tokens: { access_token: string | undefined; toString(): string },
    nonce: unknown,
    returnedBy: 'token',
  ): Promise<unknown>;
}

/**
 * Exchanges a refresh token (RFC 6749, section 6).
 *
 * openid-client's own `refresh` also verifies the ID token, and throws the response away if that fails. A provider that rotates refresh tokens
 * has then invalidated the old refresh token, and the new one would be lost. So the caller stores the response, and then calls {@link verifyIdToken}.
 */
export async function exchangeRefreshToken(
  client: Client,
  refreshToken: string,
): Promise<TokenValues> {
  return {
    ...(await client.grant({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    })),
  };
}

/**
 * Verifies the ID token of a response of {@link exchangeRefreshToken} with the method that openid-client's `refresh` calls: algorithm, signature, `iss`,
 * `aud`, `azp`, `exp`, `nbf`, `at_hash`. Like `refresh`, it does not compare the `nonce`, which belongs to the sign-in.
 *
 * @throws Error whose message says why the ID token could not be verified
 */
export async function verifyIdToken(
  client: Client,
  { id_token: idToken, access_token: accessToken }: TokenValues,
): Promise<void> {
  if (idToken === undefined) {
    return;
  }
  try {
    await (client as unknown as IdTokenValidator).validateIdToken(
      // openid-client reads at_hash from the ID token and compares it with the access token beside it.
      { access_token: accessToken, toString: () => idToken },
      decodeJwt(idToken).nonce,
      'token',
    );
  } catch (error) {
    throw new UnverifiedIdTokenError(reasonOf(error));
  }
}
