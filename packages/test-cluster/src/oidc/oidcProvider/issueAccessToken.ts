import type { ResourceServer, TokenEndpointGrantContext } from 'oidc-provider';
import type { DemoUser } from '../../users/DemoUser';
import type { OidcProviderSettings } from '../program/settings';

/** The resource indicator of the API server. A resource indicator (RFC 8707) must be a URI; the audience in the token does not have to be one. */
export const RESOURCE = 'urn:kratix-portal:kubernetes';

/** Every scope that a client may request. */
export const SCOPES = [
  'openid',
  'profile',
  'email',
  'groups',
  'offline_access',
];

/** Access tokens are JWTs with the audience of the API server. */
export function resourceServer(
  settings: Pick<OidcProviderSettings, 'audience' | 'accessTokenTtlSeconds'>,
): ResourceServer {
  return {
    audience: settings.audience,
    scope: SCOPES.join(' '),
    accessTokenFormat: 'jwt',
    accessTokenTTL: settings.accessTokenTtlSeconds,
    jwt: { sign: { alg: 'RS256' } },
  };
}

/** Issues an access token of a user at the token endpoint. Returns it as the response, with the fields for the other tokens. */
export async function issueAccessToken(
  ctx: TokenEndpointGrantContext,
  options: {
    user: DemoUser;
    gty: string;
    scope: string;
    resource: string;
    server: ResourceServer;
  },
) {
  const { user, gty, scope, resource, server } = options;
  const { provider, client } = ctx.oidc;
  const accountId = user.username;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(scope);
  grant.addResourceScope(resource, scope);
  const common = {
    ...{ accountId, client, gty, scope },
    expiresWithSession: false,
    grantId: await grant.save(),
  };
  const accessToken = new provider.AccessToken(common);
  accessToken.resourceServer = new provider.ResourceServer(resource, server);
  ctx.oidc.entity('Grant', grant);
  ctx.oidc.entity('AccessToken', accessToken);
  const response = {
    access_token: await accessToken.save(),
    expires_in: accessToken.expiration,
    token_type: accessToken.tokenType,
  };
  return { response, common };
}
