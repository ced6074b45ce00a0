import { errors as joseErrors } from 'jose';
import type Provider from 'oidc-provider';
import { errors, type JWKS } from 'oidc-provider';
import { findUser } from '../../users/authenticateUser';
import type { OidcProviderSettings } from '../program/settings';
import { accessTokenVerifier } from './accessTokenVerifier';
import { issueAccessToken, resourceServer } from './issueAccessToken';

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
/** A resource indicator must be a URI; the audience in the token does not have to be one. */
const RESOURCE = 'urn:kratix-portal:exchanged';

/**
 * The token exchange (RFC 8693) for the portal's client: it exchanges an access token of this provider for a token of the same user with `options.audience`,
 * and returns no refresh token. The library does not support this grant.
 */
export function registerTokenExchange(
  provider: Provider,
  options: { settings: OidcProviderSettings; audience: string; jwks: JWKS },
): void {
  const { settings, audience, jwks } = options;
  const verify = accessTokenVerifier(settings, jwks);

  /** @throws InvalidRequest, as RFC 8693, 2.2.2 requires for every token that is not acceptable */
  const readSubject = async (token: string): Promise<string> => {
    try {
      return await verify(token);
    } catch (error) {
      if (error instanceof joseErrors.JOSEError) {
        throw new errors.InvalidRequest(
          `The subject_token is not acceptable (${error.code}).`,
        );
      }
      throw error;
    }
  };

  provider.registerGrantType<ExchangeParameters>(
    TOKEN_EXCHANGE,
    async ctx => {
      const { params } = ctx.oidc;
      if (!params.subject_token || params.subject_token_type !== ACCESS_TOKEN) {
        throw new errors.InvalidRequest(
          'subject_token must be an access token of this provider.',
        );
      }
      if (params.audience !== audience) {
        throw new errors.InvalidTarget('The audience is not known.');
      }
      const user = findUser(
        settings.users,
        await readSubject(params.subject_token),
      );
      if (!user) {
        throw new errors.InvalidGrant('The user does not exist.');
      }
      const { response } = await issueAccessToken(ctx, {
        user,
        scope: 'openid email profile groups',
        gty: 'token-exchange',
        resource: RESOURCE,
        server: { ...resourceServer(settings), audience },
      });
      ctx.body = { ...response, issued_token_type: ACCESS_TOKEN };
    },
    ['subject_token', 'subject_token_type', 'requested_token_type', 'audience'],
  );
}

interface ExchangeParameters {
  subject_token?: string;
  subject_token_type?: string;
  audience?: string;
}
