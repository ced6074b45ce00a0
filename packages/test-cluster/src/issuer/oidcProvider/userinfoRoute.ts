import { createLocalJWKSet, errors as joseErrors, jwtVerify } from 'jose';
import type { JWKS, KoaContextWithOIDC } from 'oidc-provider';
import { findUser, userClaims } from '../demoUsers';
import { issuerOrigin, type IssuerSettings } from '../issuerSettings';

export const USERINFO_PATH = '/userinfo';

/**
 * The userinfo endpoint (OpenID Connect Core, section 5.3). The library's own refuses every token that has an audience, and ours all have
 * the API server's; Backstage's OIDC authenticator needs this endpoint. The token is verified as the API server does it: signature, issuer,
 * audience, expiry; `typ` keeps ID tokens out (RFC 9068, section 4).
 */
export function userinfoRoute(settings: IssuerSettings, jwks: JWKS) {
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
      refuse(ctx, 'no access token in the Authorization header');
      return;
    }
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuerOrigin(settings),
        audience: settings.audience,
        algorithms: ['RS256'],
        typ: 'at+jwt',
        requiredClaims: ['exp', 'sub'],
      });
      const user = findUser(settings.users, String(payload.sub));
      if (!user) {
        refuse(ctx, 'the user of this access token is not known');
        return;
      }
      ctx.body = { sub: user.username, ...userClaims(user) };
    } catch (error) {
      if (!(error instanceof joseErrors.JOSEError)) {
        throw error;
      }
      refuse(ctx, `the access token is not valid (${error.code})`);
    }
  };
}

function refuse(ctx: KoaContextWithOIDC, description: string) {
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

/** Only what a verifier needs; the private parts stay with the signer. */
function publicKeys(jwks: JWKS) {
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
