import { decodeJwt } from 'jose';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { findUser } from '../../users/authenticateUser';
import type { Emulation } from './emulations';
import type { EmulatorSettings } from './emulatorSettings';

/** The userinfo endpoint of an emulator. The library's own endpoint rejects every token that has an audience. */
export function emulatedUserinfo(options: {
  provider: Provider;
  emulation: Emulation;
  issuer: string;
  settings: EmulatorSettings;
}) {
  const { provider, emulation, issuer, settings } = options;
  const { userinfo } = emulation;
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    if (!userinfo || ctx.path !== '/userinfo') {
      await next();
      return;
    }
    const token = ctx.get('authorization').replace(/^Bearer /i, '');
    const username = await readSubject(provider, token, {
      issuer,
      acceptsJwt: !emulation.rejectsApiTokens,
    });
    const user = username ? findUser(settings.users, username) : undefined;
    if (!user) {
      ctx.status = 401;
      ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"');
      ctx.body = { error: 'invalid_token' };
      return;
    }
    ctx.body = { sub: user.username, ...userinfo(user) };
  };
}

/** The user of a token. An opaque token is looked up; a JWT is found by its id, because only this process issues JWTs. */
async function readSubject(
  provider: Provider,
  token: string,
  options: { issuer: string; acceptsJwt: boolean },
): Promise<string | undefined> {
  if (!token.includes('.')) {
    return (await provider.AccessToken.find(token))?.accountId;
  }
  // The signature is not verified: tests never forge a token here. They check which kind of token the endpoint accepts.
  const { iss, sub, uid } = decodeJwt<{ uid?: string }>(token);
  return options.acceptsJwt && iss === options.issuer
    ? (uid ?? sub)
    : undefined;
}
