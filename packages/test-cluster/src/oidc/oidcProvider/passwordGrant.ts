import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { authenticateUser } from '../../users/authenticateUser';
import type { OidcProviderSettings } from '../program/settings';
import {
  issueAccessToken,
  resourceServer,
  RESOURCE,
  SCOPES,
} from './issueAccessToken';

const PARAMETERS = ['username', 'password', 'scope'] as const;

/**
 * The `password` grant (RFC 6749, section 4.3) for the public client of kubectl and of the tests.
 * It is for the demo only: OAuth 2.1 drops this grant, because it gives a user's password to a program.
 * The portal's client may not use it.
 */
export function registerPasswordGrant(
  provider: Provider,
  settings: OidcProviderSettings,
): void {
  provider.registerGrantType<GrantParameters>(
    'password',
    async ctx => {
      const { username, password, scope: requested } = ctx.oidc.params;
      if (!username || !password) {
        throw new errors.InvalidRequest('Username and password are required.');
      }
      const user = authenticateUser(settings.users, { username, password });
      if (!user) {
        throw new errors.InvalidGrant(
          'The user name or the password is wrong.',
        );
      }
      const scope = grantedScope(requested);
      const { response, common } = await issueAccessToken(ctx, {
        ...{ user, scope, gty: 'password', resource: RESOURCE },
        server: resourceServer(settings),
      });
      const refreshToken = new provider.RefreshToken({
        ...common,
        resource: RESOURCE,
        rotations: 0,
      });
      ctx.oidc.entity('RefreshToken', refreshToken);
      ctx.body = {
        ...response,
        refresh_token: await refreshToken.save(),
        scope,
      };
    },
    PARAMETERS,
  );
}

type GrantParameters = { [Name in (typeof PARAMETERS)[number]]?: string };

/** Always includes `openid`, so that a refresh also returns an ID token. Ignores unknown scopes, as RFC 6749 section 3.3 allows. */
function grantedScope(requested: string | undefined): string {
  const wanted = new Set(['openid', ...(requested ?? '').split(' ')]);
  return SCOPES.filter(scope => wanted.has(scope)).join(' ');
}
