import type { ResourceServer } from 'oidc-provider';
import type { OidcProviderSettings } from '../settings';

/** The provider's name for the API server. A resource indicator (RFC 8707) must be a URI; the audience in the token does not have to be one. */
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
