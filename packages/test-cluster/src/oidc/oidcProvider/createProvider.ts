import Provider, { type Configuration, type JWKS } from 'oidc-provider';
import { findUser, userClaims } from '../../users/authenticateUser';
import {
  httpsOrigin,
  loginOrigin,
  type OidcProviderSettings,
} from '../program/settings';
import { renderSignedOut, renderSignOut } from '../pages/signOutPage';
import {
  commonConfiguration,
  commonFeatures,
  commonTtl,
  DAY_SECONDS,
  findAccount,
  grantEverything,
  prepareProvider,
} from './commonSettings';
import { interactionRoutes } from './interactionRoutes';
import { registerPasswordGrant } from './passwordGrant';
import { isPortalPostLogoutUri } from './redirectUris';
import { resourceServer, RESOURCE, SCOPES } from './issueAccessToken';
import { registerTokenExchange, TOKEN_EXCHANGE } from './tokenExchange';
import { userinfoRoute, USERINFO_PATH } from './userinfoRoute';

const FETCH_MILLISECONDS = 20_000;

/**
 * The OIDC provider of the demo: a certified implementation with our users and pages.
 * Sessions, grants and refresh tokens are kept in memory, so users sign in again after a restart.
 * The signing key is kept on disk, so access tokens stay valid until they expire.
 */
export function createProvider(
  settings: OidcProviderSettings,
  jwks: JWKS,
): Provider {
  const provider = new Provider(
    httpsOrigin(settings),
    configuration(settings, jwks),
  );
  registerPasswordGrant(provider, settings);
  if (settings.exchangeAudience !== undefined) {
    registerTokenExchange(provider, {
      settings,
      audience: settings.exchangeAudience,
      jwks,
    });
  }
  prepareProvider(provider, settings);
  provider.Client.prototype.postLogoutRedirectUriAllowed = uri =>
    isPortalPostLogoutUri(settings.allowedPortalOrigins, uri);
  provider.use(userinfoRoute(settings, jwks));
  provider.use(interactionRoutes(provider, settings));
  return provider;
}

function configuration(
  settings: OidcProviderSettings,
  jwks: JWKS,
): Configuration {
  const { portalClient, kubernetesClient, users } = settings;
  return {
    ...commonConfiguration(settings.ports),
    jwks,
    scopes: SCOPES,
    // The ID token has all claims of the user, as with Keycloak and Okta: no client has to request `groups`.
    claims: {
      openid: ['sub', 'groups'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    clients: [
      {
        client_id: portalClient.clientId,
        client_secret: portalClient.clientSecret,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: [
          'authorization_code',
          'refresh_token',
          ...(settings.exchangeAudience === undefined ? [] : [TOKEN_EXCHANGE]),
        ],
        response_types: ['code'],
        // The library requires at least one URI. `prepareProvider` decides which URIs are allowed.
        redirect_uris: [`${loginOrigin(settings)}/unused`],
        ...(settings.backchannelLogoutUri !== undefined && {
          backchannel_logout_uri: settings.backchannelLogoutUri,
          backchannel_logout_session_required: true,
        }),
      },
      {
        client_id: kubernetesClient.clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['password', 'refresh_token'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    features: {
      ...commonFeatures,
      backchannelLogout: {
        enabled: settings.backchannelLogoutUri !== undefined,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: renderSignOut,
        postLogoutSuccessSource: renderSignedOut,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer(settings),
      },
    },
    discovery: {
      userinfo_endpoint: `${httpsOrigin(settings)}${USERINFO_PATH}`,
    },
    findAccount: (_ctx, sub) => findAccount(users, sub, userClaims),
    extraTokenClaims: (_ctx, token) => {
      const accountId = 'accountId' in token ? token.accountId : undefined;
      const user = accountId ? findUser(users, accountId) : undefined;
      return user && userClaims(user);
    },
    loadExistingGrant: ctx => grantEverything(ctx, SCOPES, RESOURCE),
    // The library's own HTTP client refuses addresses of this machine, where the portal is, and its timeout of 2.5 s is too short for a busy portal.
    fetch: (url, { method, headers, body, redirect } = {}) =>
      fetch(url, {
        ...{ method, headers, body, redirect },
        signal: AbortSignal.timeout(FETCH_MILLISECONDS),
      }),
    issueRefreshToken: (_ctx, client) =>
      client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: {
      ...commonTtl,
      AccessToken: settings.accessTokenTtlSeconds,
      IdToken: settings.accessTokenTtlSeconds,
      Grant: 14 * DAY_SECONDS,
      RefreshToken: 14 * DAY_SECONDS,
    },
  };
}
