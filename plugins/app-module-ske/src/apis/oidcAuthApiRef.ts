import {
  createApiRef,
  type ApiRef,
  type BackstageIdentityApi,
  type OAuthApi,
  type OpenIdConnectApi,
  type ProfileInfoApi,
  type SessionApi,
} from '@backstage/frontend-plugin-api';

/**
 * The API of an OIDC provider: access tokens, ID tokens, the user's profile, the Backstage identity, and signing in and
 * out.
 *
 * @public
 */
export type OidcAuthApi = OAuthApi &
  OpenIdConnectApi &
  ProfileInfoApi &
  BackstageIdentityApi &
  SessionApi;

/**
 * Returns the reference of the API of one configured sign-in provider.
 *
 * @example
 *
 * ```tsx
 * const keycloak = useApi(oidcAuthApiRef('keycloak'));
 * const accessToken = await keycloak.getAccessToken();
 * ```
 *
 * @param providerId - the id of the provider in `auth.providers`
 * @public
 */
export function oidcAuthApiRef(providerId: string): ApiRef<OidcAuthApi> {
  return createApiRef<OidcAuthApi>().with({
    id: `auth.ske.${asApiIdPart(providerId)}`,
    pluginId: 'app',
  });
}

/**
 * The id of an API may only contain lower-case words with dashes, but the id of a provider may also contain capitals and
 * underscores. Such an id is encoded in hexadecimal, so that `myIdP` and `myidp` do not collide.
 */
function asApiIdPart(providerId: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(providerId)) {
    return providerId;
  }
  const bytes = [...new TextEncoder().encode(providerId)];
  return `hex-x${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
}
