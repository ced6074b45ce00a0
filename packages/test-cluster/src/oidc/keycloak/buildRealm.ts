import { ADMIN_GROUP, READER_GROUP } from '../../users/demoUsers';
import type { DemoUser } from '../../users/DemoUser';
import type { OidcProviderSettings } from '../program/settings';
import { REALM } from './keycloakRelease';

const HOUR_SECONDS = 60 * 60;

/** The settings that the realm depends on. */
export type RealmSettings = Pick<
  OidcProviderSettings,
  | 'users'
  | 'audience'
  | 'portalClient'
  | 'kubernetesClient'
  | 'allowedPortalOrigins'
  | 'accessTokenTtlSeconds'
  | 'backchannelLogoutUri'
  | 'exchangeAudience'
>;

/** Builds the realm for Keycloak's import (a RealmRepresentation of the Admin REST API). */
export function buildRealm(settings: RealmSettings) {
  // The realm has the groups that RBAC uses even without users, so that its administrator finds them.
  const groups = new Set([
    ADMIN_GROUP,
    READER_GROUP,
    ...settings.users.flatMap(user => user.groups),
  ]);
  return {
    realm: REALM,
    displayName: 'Kratix demo',
    enabled: true,
    loginWithEmailAllowed: true,
    registrationAllowed: false,
    rememberMe: false,
    accessTokenLifespan: settings.accessTokenTtlSeconds,
    ssoSessionIdleTimeout: 8 * HOUR_SECONDS,
    ssoSessionMaxLifespan: 24 * HOUR_SECONDS,
    // Rotation: a refresh token can be used once.
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
    browserSecurityHeaders: {
      contentSecurityPolicy:
        "frame-src 'self'; frame-ancestors 'none'; object-src 'none';",
      referrerPolicy: 'no-referrer',
      xContentTypeOptions: 'nosniff',
      xFrameOptions: 'DENY',
      // HSTS applies to every port of a host, so it would block every page of http://localhost in the browser.
      strictTransportSecurity: '',
    },
    groups: [...groups].map(name => ({ name })),
    users: settings.users.map(realmUser),
    components: {
      'org.keycloak.userprofile.UserProfileProvider': [
        {
          providerId: 'declarative-user-profile',
          config: { 'kc.user.profile.config': [JSON.stringify(userProfile())] },
        },
      ],
    },
    clients: [
      kubernetesClient(settings),
      portalClient(settings),
      ...exchangeTargets(settings),
    ],
  };
}

function realmUser(user: DemoUser) {
  return {
    username: user.username,
    enabled: true,
    email: user.email,
    emailVerified: true,
    ...personName(user),
    credentials: [{ type: 'password', value: user.password, temporary: false }],
    // Keycloak reads a slash in a group's name as a path separator.
    groups: user.groups.map(name => `/${name.replaceAll('/', '~/')}`),
  };
}

/** Splits the name of a user into first and last name. For the `name` claim, Keycloak joins the two with a space. A single word becomes the first name. */
function personName(user: DemoUser) {
  const name = (user.displayName ?? user.username).trim();
  const lastSpace = name.lastIndexOf(' ');
  return lastSpace > 0
    ? {
        firstName: name.slice(0, lastSpace),
        lastName: name.slice(lastSpace + 1),
      }
    : { firstName: name };
}

/**
 * The attributes of a user, all optional and without validation.
 * With Keycloak's default, users without a last name, or with a parenthesis in it, must complete their profile at the first sign-in.
 */
function userProfile() {
  const permissions = { view: ['admin', 'user'], edit: ['admin'] };
  return {
    attributes: ['username', 'email', 'firstName', 'lastName'].map(name => ({
      name,
      permissions,
    })),
  };
}

/** A client of the realm: confidential, and without any flow. */
function client(clientId: string, more: object) {
  return {
    clientId,
    enabled: true,
    protocol: 'openid-connect',
    publicClient: false,
    standardFlowEnabled: false,
    directAccessGrantsEnabled: false,
    ...more,
  };
}

/** The client of kubectl and the tests: only the `password` grant. */
function kubernetesClient(settings: RealmSettings) {
  return client(settings.kubernetesClient.clientId, {
    publicClient: true,
    directAccessGrantsEnabled: true,
    protocolMappers: [
      ...tokenMappers(settings),
      // Keycloak exchanges a token for a client only if the token is meant for this client.
      ...exchangeMappers(settings, settings.portalClient.clientId),
    ],
  });
}

/** A client that represents the audience of exchanged tokens. Keycloak issues exchanged tokens only for its own clients. */
function exchangeTargets({ exchangeAudience }: RealmSettings) {
  return exchangeAudience === undefined ? [] : [client(exchangeAudience, {})];
}

function portalClient(settings: RealmSettings) {
  const { portalClient: portal, allowedPortalOrigins } = settings;
  return client(portal.clientId, {
    secret: portal.clientSecret,
    clientAuthenticatorType: 'client-secret',
    standardFlowEnabled: true,
    // Keycloak allows a wildcard only at the end. This includes `<origin>/api/auth/<any provider id>/handler/frame`.
    redirectUris: allowedPortalOrigins.map(origin => `${origin}/api/auth/*`),
    attributes: {
      ...(settings.exchangeAudience !== undefined && {
        'standard.token.exchange.enabled': 'true',
      }),
      'post.logout.redirect.uris': allowedPortalOrigins
        .map(origin => `${origin}/*`)
        .join('##'),
      ...(settings.backchannelLogoutUri !== undefined && {
        'backchannel.logout.url': settings.backchannelLogoutUri,
        'backchannel.logout.session.required': 'true',
      }),
    },
    protocolMappers: [
      ...tokenMappers(settings),
      ...exchangeMappers(settings, settings.exchangeAudience),
    ],
  });
}

function mapper(name: string, type: string, config: object) {
  return {
    name,
    protocol: 'openid-connect',
    protocolMapper: `oidc-${type}-mapper`,
    config: { 'access.token.claim': 'true', ...config },
  };
}

function exchangeMappers(
  { exchangeAudience }: RealmSettings,
  clientId: string | undefined,
) {
  return exchangeAudience === undefined
    ? []
    : [
        mapper('exchange', 'audience', {
          'included.client.audience': clientId,
          'id.token.claim': 'false',
        }),
      ];
}

/** Adds to Keycloak's default access token what the API server needs: the audience, and the groups without a leading slash. */
function tokenMappers(settings: RealmSettings) {
  return [
    mapper('audience', 'audience', {
      'included.custom.audience': settings.audience,
      'id.token.claim': 'false',
    }),
    mapper('groups', 'group-membership', {
      'claim.name': 'groups',
      'full.path': 'false',
      'id.token.claim': 'true',
      'userinfo.token.claim': 'true',
    }),
  ];
}
