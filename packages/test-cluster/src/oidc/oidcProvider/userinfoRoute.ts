import { errors as joseErrors } from 'jose';
import type { JWKS, KoaContextWithOIDC } from 'oidc-provider';
import { findUser, userClaims } from '../../users/authenticateUser';
import type { OidcProviderSettings } from '../program/settings';
import { accessTokenVerifier } from './accessTokenVerifier';

export const USERINFO_PATH = '/userinfo';

/**
 * The userinfo endpoint (OpenID Connect Core, section 5.3), which Backstage's OIDC authenticator needs.
 * The library's own endpoint rejects every token that has an audience, and our tokens all have the API server's audience.
 */
export function userinfoRoute(settings: OidcProviderSettings, jwks: JWKS) {
  const verify = accessTokenVerifier(settings, jwks);
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
      const user = findUser(settings.users, await verify(token));
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
