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
 * What the portal can do with an OIDC provider: access tokens, ID tokens, the user's profile, the Backstage identity, and
 * signing in and out.
 *
 * @public
 */
export type OidcAuthApi = OAuthApi &
  OpenIdConnectApi &
  ProfileInfoApi &
  BackstageIdentityApi &
  SessionApi;

/**
 * The reference of the API of one configured sign-in provider.
 *
 * @example
 *
 * ```tsx
 * const keycloak = useApi(oidcAuthApiRef('keycloak'));
 * const accessToken = await keycloak.getAccessToken();
 * ```
 *
 * @param providerId - the id of the provider, as under `auth.providers`
 * @public
 */
export function oidcAuthApiRef(providerId: string): ApiRef<OidcAuthApi> {
  return createApiRef<OidcAuthApi>().with({
    id: `auth.ske.${asApiIdPart(providerId)}`,
    pluginId: 'app',
  });
}

/**
 * An API's id takes lower-case words with dashes only, a provider's id also capitals and underscores. Those are written in
 * hexadecimal, so that `myIdP` and `myidp` stay two.
 */
function asApiIdPart(providerId: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(providerId)) {
    return providerId;
  }
  const bytes = [...new TextEncoder().encode(providerId)];
  return `hex-x${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
}
