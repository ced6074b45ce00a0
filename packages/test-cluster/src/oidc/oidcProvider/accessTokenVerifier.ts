import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JWKS } from 'oidc-provider';
import { httpsOrigin, type OidcProviderSettings } from '../program/settings';

/**
 * Returns a function that verifies an access token of the provider and returns its user name: signature, issuer, audience and expiry, as the API server
 * does, and `typ`, which rejects ID tokens (RFC 9068, section 4). The function throws a `JOSEError` for every other token.
 */
export function accessTokenVerifier(
  settings: OidcProviderSettings,
  jwks: JWKS,
): (token: string) => Promise<string> {
  // Only the fields that a verifier needs, without the private key.
  const keys = createLocalJWKSet({
    keys: jwks.keys.map(({ kty, kid, use, alg, n, e }) => ({
      kty: String(kty),
      kid,
      use,
      alg,
      n,
      e,
    })),
  });
  return async token => {
    const { payload } = await jwtVerify(token, keys, {
      issuer: httpsOrigin(settings),
      audience: settings.audience,
      algorithms: ['RS256'],
      typ: 'at+jwt',
      requiredClaims: ['exp', 'sub'],
    });
    return String(payload.sub);
  };
}
