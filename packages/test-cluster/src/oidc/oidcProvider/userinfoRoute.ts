import { createLocalJWKSet, errors as joseErrors, jwtVerify } from 'jose';
import type { JWKS, KoaContextWithOIDC } from 'oidc-provider';
import { findUser, userClaims } from '../../users/authenticateUser';
import { httpsOrigin, type OidcProviderSettings } from '../settings';

export const USERINFO_PATH = '/userinfo';

/**
 * The userinfo endpoint (OpenID Connect Core, section 5.3), which Backstage's OIDC authenticator needs.
 * The library's own endpoint rejects every token that has an audience, and our tokens all have the API server's audience.
 * This one verifies signature, issuer, audience and expiry, as the API server does, and `typ`, which rejects ID tokens (RFC 9068, section 4).
 */
export function userinfoRoute(settings: OidcProviderSettings, jwks: JWKS) {
  const keys = createLocalJWKSet(publicKeys(jwks));
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    if (ctx.path !== USERINFO_PATH) {
      await next();
      return;
    }
    if (ctx.method !== 'GET' && ctx.method !== 'POST') {
      ctx.status = 405;
      ctx.set('Allow', 'GET, POST');
      return;
    }
    ctx.set('Cache-Control', 'no-store');
    const token = bearerToken(ctx.get('authorization'));
    if (!token) {
      reject(ctx, 'The Authorization header has no access token.');
      return;
    }
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: httpsOrigin(settings),
        audience: settings.audience,
        algorithms: ['RS256'],
        typ: 'at+jwt',
        requiredClaims: ['exp', 'sub'],
      });
      const user = findUser(settings.users, String(payload.sub));
      if (!user) {
        reject(ctx, 'The user of this access token does not exist.');
        return;
      }
      ctx.body = { sub: user.username, ...userClaims(user) };
    } catch (error) {
      if (!(error instanceof joseErrors.JOSEError)) {
        throw error;
      }
      reject(ctx, `The access token is not valid (${error.code}).`);
    }
  };
}

function reject(ctx: KoaContextWithOIDC, description: string) {
  ctx.status = 401;
  ctx.set(
    'WWW-Authenticate',
    `Bearer error="invalid_token", error_description="${description}"`,
  );
  ctx.body = { error: 'invalid_token', error_description: description };
}

function bearerToken(header: string): string | undefined {
  return /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(header)?.[1];
}

/** Only the fields that a verifier needs, without the private key. */
export function publicKeys(jwks: JWKS) {
  return {
    keys: jwks.keys.map(({ kty, kid, use, alg, n, e }) => ({
      kty: String(kty),
      kid,
      use,
      alg,
      n,
      e,
    })),
  };
}
