import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { authenticateUser } from '../../users/authenticateUser';
import type { OidcProviderSettings } from '../settings';
import { resourceServer, RESOURCE, SCOPES } from './resourceServer';

/**
 * The `password` grant (RFC 6749, section 4.3) for the public client of kubectl and of the tests.
 * It is for the demo only: OAuth 2.1 drops this grant, because it gives a person's password to a program.
 * The portal's client may not use it.
 */
export function registerPasswordGrant(
  provider: Provider,
  settings: OidcProviderSettings,
): void {
  provider.registerGrantType<PasswordGrantParameters>(
    'password',
    async ctx => {
      const { client, params } = ctx.oidc;
      const { username, password } = params;
      if (!username || !password) {
        throw new errors.InvalidRequest('Username and password are required.');
      }
      const user = authenticateUser(settings.users, { username, password });
      if (!user) {
        throw new errors.InvalidGrant(
          'The user name or the password is wrong.',
        );
      }

      const scope = grantedScope(params.scope);
      const grant = new provider.Grant({
        accountId: user.username,
        clientId: client.clientId,
      });
      grant.addOIDCScope(scope);
      grant.addResourceScope(RESOURCE, scope);
      const grantId = await grant.save();

      const common = {
        accountId: user.username,
        client,
        expiresWithSession: false,
        grantId,
        gty: 'password',
        scope,
      };
      const accessToken = new provider.AccessToken(common);
      accessToken.resourceServer = new provider.ResourceServer(
        RESOURCE,
        resourceServer(settings),
      );
      const refreshToken = new provider.RefreshToken({
        ...common,
        resource: RESOURCE,
        rotations: 0,
      });

      ctx.oidc.entity('Grant', grant);
      ctx.oidc.entity('AccessToken', accessToken);
      ctx.oidc.entity('RefreshToken', refreshToken);
      ctx.body = {
        access_token: await accessToken.save(),
        expires_in: accessToken.expiration,
        token_type: accessToken.tokenType,
        refresh_token: await refreshToken.save(),
        scope,
      };
    },
    ['username', 'password', 'scope'],
  );
}

interface PasswordGrantParameters {
  username?: string;
  password?: string;
  scope?: string;
}

/** Always includes `openid`, so that a refresh also returns an ID token. Ignores unknown scopes, as RFC 6749 section 3.3 allows. */
function grantedScope(requested: string | undefined): string {
  const wanted = new Set(['openid', ...(requested ?? '').split(' ')]);
  return SCOPES.filter(scope => wanted.has(scope)).join(' ');
}
