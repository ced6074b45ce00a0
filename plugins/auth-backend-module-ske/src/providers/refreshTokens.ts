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
 * Exchanges a refresh token (RFC 6749, section 6). A field with the value `null` or an empty text counts as absent, and so does a token that is not a text.
 *
 * openid-client's own `refresh` also verifies the ID token, and throws the response away if that fails. A provider that rotates refresh tokens
 * has then invalidated the old refresh token, and the new one would be lost. So the caller stores the response, and then calls {@link verifyIdToken}.
 *
 * A response with only a new refresh token is returned too, because the provider may have invalidated the old refresh token.
 *
 * @throws Error also for a response with status 200 that has neither of these tokens, for example one of a proxy. It must not replace the tokens of a session.
 */
export async function exchangeRefreshToken(
  client: Client,
  refreshToken: string,
): Promise<TokenValues> {
  const response = await client.grant({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  });
  const values: TokenValues = Object.fromEntries(
    Object.entries(response).filter(
      ([name, value]) => value !== null && value !== '' && isKnown(name, value),
    ),
  );
  if (!values.access_token && !values.refresh_token) {
    throw new Error('the token endpoint returned no access token');
  }
  return values;
}

function isKnown(name: string, value: unknown): boolean {
  switch (name) {
    case 'access_token':
    case 'refresh_token':
      return typeof value === 'string';
    case 'expires_at':
      // openid-client computes the current time from an expires_in that is null or empty, and NaN from one that is not a number.
      return typeof value === 'number' && value > Date.now() / 1000;
    default:
      return true;
  }
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
    throw new UnverifiedIdTokenError(reasonOf(error), { cause: error });
  }
}
