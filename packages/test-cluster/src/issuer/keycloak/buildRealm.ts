import type { DemoUser } from '../../endpoints';
import type { IssuerSettings } from '../issuerSettings';
import { REALM } from './keycloakRelease';

/** There without a user in it, so that an administrator of the realm finds what RBAC is bound to. */
const WELL_KNOWN_GROUPS = ['kube-admin', 'kube-dev'];

const HOUR_SECONDS = 60 * 60;

/** What the realm depends on. */
export type RealmSettings = Pick<
  IssuerSettings,
  | 'users'
  | 'audience'
  | 'portalClient'
  | 'kubernetesClient'
  | 'allowedPortalOrigins'
  | 'accessTokenTtlSeconds'
>;

/** The realm as Keycloak's import takes it (a RealmRepresentation of the Admin REST API). */
export function buildRealm(settings: RealmSettings) {
  const groups = new Set([
    ...WELL_KNOWN_GROUPS,
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
    // Rotation: a refresh token is good for one use.
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
    browserSecurityHeaders: {
      contentSecurityPolicy:
        "frame-src 'self'; frame-ancestors 'none'; object-src 'none';",
      referrerPolicy: 'no-referrer',
      xContentTypeOptions: 'nosniff',
      xFrameOptions: 'DENY',
      // HSTS holds for every port of a host: it would lock the browser out of all of http://localhost.
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
    clients: [kubernetesClient(settings), portalClient(settings)],
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
    // A slash in a group's name would read as a path.
    groups: user.groups.map(name => `/${name.replaceAll('/', '~/')}`),
  };
}

/** The `name` claim is both parts with a space between, or the one that there is. */
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
 * Which attributes a person has. Keycloak's default asks whoever lacks a last name, or has a parenthesis in it, to complete the profile at
 * the first sign-in; the demo's users are what the platform was told.
 */
function userProfile() {
  const anyoneMayView = { view: ['admin', 'user'], edit: ['admin'] };
  return {
    attributes: ['username', 'email', 'firstName', 'lastName'].map(name => ({
      name,
      permissions: anyoneMayView,
    })),
  };
}

/** For kubectl and the tests: nothing but the `password` grant. */
function kubernetesClient(settings: RealmSettings) {
  return {
    clientId: settings.kubernetesClient.clientId,
    enabled: true,
    protocol: 'openid-connect',
    publicClient: true,
    standardFlowEnabled: false,
    directAccessGrantsEnabled: true,
    protocolMappers: tokenMappers(settings),
  };
}

function portalClient(settings: RealmSettings) {
  const { portalClient: client, allowedPortalOrigins } = settings;
  return {
    clientId: client.clientId,
    secret: client.clientSecret,
    enabled: true,
    protocol: 'openid-connect',
    publicClient: false,
    clientAuthenticatorType: 'client-secret',
    standardFlowEnabled: true,
    directAccessGrantsEnabled: false,
    // Keycloak knows a wildcard only at the end: `<origin>/api/auth/<any provider id>/handler/frame` is among these.
    redirectUris: allowedPortalOrigins.map(origin => `${origin}/api/auth/*`),
    attributes: {
      'post.logout.redirect.uris': allowedPortalOrigins
        .map(origin => `${origin}/*`)
        .join('##'),
    },
    protocolMappers: tokenMappers(settings),
  };
}

/** What the API server needs in an access token beyond Keycloak's default: its audience, and the groups without a leading slash. */
function tokenMappers(settings: RealmSettings) {
  return [
    {
      name: 'audience',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-audience-mapper',
      config: {
        'included.custom.audience': settings.audience,
        'access.token.claim': 'true',
        'id.token.claim': 'false',
      },
    },
    {
      name: 'groups',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-group-membership-mapper',
      config: {
        'claim.name': 'groups',
        'full.path': 'false',
        'access.token.claim': 'true',
        'id.token.claim': 'true',
        'userinfo.token.claim': 'true',
      },
    },
  ];
}
