import type { ResourceServer } from 'oidc-provider';
import type { IssuerSettings } from '../issuerSettings';

/** What the provider calls the API server: a resource indicator (RFC 8707) must be a URI, the audience in the token need not be one. */
export const RESOURCE = 'urn:kratix-portal:kubernetes';

/** Every scope that a client may ask for. */
export const SCOPES = [
  'openid',
  'profile',
  'email',
  'groups',
  'offline_access',
];

/** Access tokens are for the API server: JWTs with its audience. */
export function resourceServer(
  settings: Pick<IssuerSettings, 'audience' | 'accessTokenTtlSeconds'>,
): ResourceServer {
  return {
    audience: settings.audience,
    scope: SCOPES.join(' '),
    accessTokenFormat: 'jwt',
    accessTokenTTL: settings.accessTokenTtlSeconds,
    jwt: { sign: { alg: 'RS256' } },
  };
}
