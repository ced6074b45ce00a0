import { randomBytes } from 'node:crypto';
import Provider, {
  type Configuration,
  type JWKS,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { findUser, userClaims } from '../demoUsers';
import {
  issuerOrigin,
  loginOrigin,
  type IssuerSettings,
} from '../issuerSettings';
import { renderError } from '../pages/errorPage';
import { securityHeaders } from '../pages/pageSecurity';
import { renderSignedOut, renderSignOut } from '../pages/signOutPage';
import { interactionRoutes } from './interactionRoutes';
import { registerPasswordGrant } from './passwordGrant';
import { isPortalPostLogoutUri, isPortalRedirectUri } from './redirectUris';
import { resourceServer, RESOURCE, SCOPES } from './resourceServer';
import { browserAndBackChannel } from './twoOrigins';
import { userinfoRoute, USERINFO_PATH } from './userinfoRoute';

const DAY_SECONDS = 24 * 60 * 60;

/**
 * The OIDC provider of the demo: a certified implementation with our users and pages. Sessions, grants and refresh tokens live in
 * memory, so after a restart people sign in again; the signing key is kept, so access tokens stay valid until they expire.
 */
export function createProvider(settings: IssuerSettings, jwks: JWKS): Provider {
  const provider = new Provider(
    issuerOrigin(settings),
    configuration(settings, jwks),
  );
  registerPasswordGrant(provider, settings);
  allowAnyProviderId(provider, settings.allowedPortalOrigins);
  const headers = securityHeaders(settings.allowedPortalOrigins);
  provider.use(async (ctx, next) => {
    ctx.set(headers);
    await next();
  });
  provider.use(browserAndBackChannel(settings));
  provider.use(userinfoRoute(settings, jwks));
  provider.use(interactionRoutes(provider, settings));
  provider.on('server_error', (_ctx, error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
  });
  return provider;
}

function configuration(settings: IssuerSettings, jwks: JWKS): Configuration {
  const { portalClient, kubernetesClient, users } = settings;
  return {
    jwks,
    scopes: SCOPES,
    // An ID token of the demo tells the whole person, as those of Keycloak and Okta do: `groups` comes without being asked for.
    claims: {
      openid: ['sub', 'groups'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    conformIdTokenClaims: false,
    clients: [
      {
        client_id: portalClient.clientId,
        client_secret: portalClient.clientSecret,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        // The rule of `allowAnyProviderId` decides; the library asks for at least one.
        redirect_uris: [`${loginOrigin(settings)}/unused`],
      },
      {
        client_id: kubernetesClient.clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['password', 'refresh_token'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    features: {
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      devInteractions: { enabled: false },
      // The built-in endpoint refuses a token that has an audience; ours (`userinfoRoute`) takes its place.
      userinfo: { enabled: false },
      revocation: { enabled: true },
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
      userinfo_endpoint: `${issuerOrigin(settings)}${USERINFO_PATH}`,
    },
    findAccount: (_ctx, sub) => {
      const user = findUser(users, sub);
      return (
        user && {
          accountId: user.username,
          claims: () => ({ sub: user.username, ...userClaims(user) }),
        }
      );
    },
    extraTokenClaims: (_ctx, token) => {
      const accountId = 'accountId' in token ? token.accountId : undefined;
      const user = accountId ? findUser(users, accountId) : undefined;
      return user && userClaims(user);
    },
    loadExistingGrant: grantEverything,
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: (_ctx, client) =>
      client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    renderError,
    // Cookies of localhost are shared by all its ports: the port in the name keeps several platforms apart.
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: `_session_${settings.ports.login}`,
        interaction: `_interaction_${settings.ports.login}`,
        resume: `_interaction_resume_${settings.ports.login}`,
      },
    },
    ttl: {
      AccessToken: settings.accessTokenTtlSeconds,
      IdToken: settings.accessTokenTtlSeconds,
      AuthorizationCode: 60,
      Interaction: 60 * 60,
      Session: DAY_SECONDS,
      Grant: 14 * DAY_SECONDS,
      RefreshToken: 14 * DAY_SECONDS,
    },
  };
}

/** Both clients belong to the platform itself, so nobody is asked for consent. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) {
    return undefined;
  }
  const grantId = session.grantIdFor(client.clientId);
  const existing = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant =
    existing ??
    new provider.Grant({
      accountId: session.accountId,
      clientId: client.clientId,
    });
  grant.addOIDCScope(SCOPES.join(' '));
  grant.addResourceScope(RESOURCE, SCOPES.join(' '));
  await grant.save();
  return grant;
}

function allowAnyProviderId(provider: Provider, allowedOrigins: string[]) {
  const { prototype } = provider.Client;
  prototype.redirectUriAllowed = uri =>
    isPortalRedirectUri(allowedOrigins, uri);
  prototype.postLogoutRedirectUriAllowed = uri =>
    isPortalPostLogoutUri(allowedOrigins, uri);
}
