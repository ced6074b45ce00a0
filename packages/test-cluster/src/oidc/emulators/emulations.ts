import { createHash } from 'node:crypto';
import type { DemoUser } from '../../users/DemoUser';

/** The OIDC providers that have an emulator. */
export const emulatedProviders = [
  'okta',
  'auth0',
  'entra',
  'google',
  'cognito',
  'dex',
  'pinniped',
] as const;

/** The name of an emulated OIDC provider. */
export type EmulatedProvider = (typeof emulatedProviders)[number];

type Claims = Record<string, unknown>;

/** What a sign-in requested. */
export interface EmulatedRequest {
  scopes: readonly string[];
  parameters: Record<string, string | undefined>;
}

/** The behaviour of a provider, as far as a client can observe it and it differs between providers. The source is the documentation of the provider. */
export interface Emulation {
  /** The path of the issuer. */
  issuerPath: string;
  /** The scopes that a client may request, apart from those that `audienceOf` reads. */
  scopes: readonly string[];
  /** Whether any other scope ends the sign-in with `invalid_scope`. Otherwise such a scope is ignored. */
  rejectsUnknownScopes: boolean;
  /** The `aud` of the access token: a JWT with this audience, a JWT without `aud`, or an opaque token. */
  audienceOf(
    request: EmulatedRequest,
    issuer: string,
  ): string | string[] | 'none' | 'opaque';
  /** An audience of the ID token in addition to the client. */
  idTokenAudienceOf?(request: EmulatedRequest): string | undefined;
  accessClaims(user: DemoUser): Claims;
  idClaims(user: DemoUser): Claims;
  /** The response of the userinfo endpoint; absent if the provider has no such endpoint. */
  userinfo?(user: DemoUser): Claims;
  /** Whether the userinfo endpoint rejects a token with the audience of an API. */
  rejectsApiTokens?: boolean;
  /** Whether a sign-in gets a refresh token. */
  isOffline(request: EmulatedRequest): boolean;
  /** `rotate`: each refresh returns a new refresh token and ends the previous one. `keep`: a refresh returns no refresh token. */
  refreshTokens: 'rotate' | 'keep';
}

/** The API that all emulators know: the platform cluster. */
export const EMULATED_AUDIENCE = 'https://platform.example.com';
/** The name of the groups claim of the emulated Auth0, whose claims need a namespace. */
const AUTH0_GROUPS = 'https://kratix.example.com/groups';
const ENTRA_API = 'api://platform-cluster';
const STANDARD = ['openid', 'profile', 'email'];

/** The object id that the emulated Entra ID has for a user or a group. */
export function entraObjectId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

const profile = (user: DemoUser) => ({
  name: user.displayName ?? user.username,
  preferred_username: user.username,
});
const verified = (user: DemoUser) => ({
  email: user.email,
  email_verified: true,
});
const auth0Profile = (user: DemoUser) => ({
  nickname: user.username,
  name: profile(user).name,
  ...verified(user),
});
const offlineAccess = ({ scopes }: EmulatedRequest) =>
  scopes.includes('offline_access');

export const emulations: Record<EmulatedProvider, Emulation> = {
  /** The custom authorization server `default`, with the two claims of docs/providers/okta.md. */
  okta: {
    issuerPath: '/oauth2/default',
    scopes: [...STANDARD, 'offline_access'],
    rejectsUnknownScopes: true,
    audienceOf: () => 'api://default',
    accessClaims: user => ({
      cid: 'portal',
      uid: user.username,
      sub: user.email,
      email: user.email,
      groups: user.groups,
    }),
    idClaims: user => ({ ...profile(user), email: user.email }),
    userinfo: user => ({ ...profile(user), ...verified(user) }),
    isOffline: offlineAccess,
    refreshTokens: 'rotate',
  },
  /** A tenant with the API and the Action of docs/providers/auth0.md. The issuer ends with a slash. */
  auth0: {
    issuerPath: '/',
    scopes: [...STANDARD, 'offline_access'],
    rejectsUnknownScopes: false,
    audienceOf: ({ parameters }, issuer) =>
      parameters.audience === undefined
        ? 'opaque'
        : [parameters.audience, `${issuer}userinfo`],
    accessClaims: user => ({
      ...verified(user),
      [AUTH0_GROUPS]: user.groups,
    }),
    idClaims: auth0Profile,
    userinfo: auth0Profile,
    isOffline: offlineAccess,
    refreshTokens: 'rotate',
  },
  /** A tenant with the two registrations of docs/providers/entra-id.md. Groups are object ids, and no token has email_verified. */
  entra: {
    issuerPath: '/7f0b4cde-0000-4000-8000-000000000000/v2.0',
    scopes: [...STANDARD, 'offline_access'],
    rejectsUnknownScopes: false,
    audienceOf: ({ scopes }) =>
      scopes.some(scope => scope.startsWith(`${ENTRA_API}/`))
        ? EMULATED_AUDIENCE
        : 'opaque',
    accessClaims: user => ({
      oid: entraObjectId(user.username),
      groups: user.groups.map(entraObjectId),
      scp: 'access',
      ver: '2.0',
    }),
    idClaims: user => ({
      oid: entraObjectId(user.username),
      name: profile(user).name,
      preferred_username: user.email,
      email: user.email,
    }),
    userinfo: user => ({ name: profile(user).name, email: user.email }),
    rejectsApiTokens: true,
    isOffline: offlineAccess,
    refreshTokens: 'rotate',
  },
  /** Access tokens are always opaque. A refresh token needs access_type=offline and prompt=consent. */
  google: {
    issuerPath: '/',
    scopes: STANDARD,
    rejectsUnknownScopes: true,
    audienceOf: () => 'opaque',
    accessClaims: () => ({}),
    idClaims: user => ({
      name: profile(user).name,
      ...verified(user),
      hd: 'example.com',
    }),
    userinfo: user => ({ name: profile(user).name, ...verified(user) }),
    isOffline: ({ parameters }) =>
      parameters.access_type === 'offline' && parameters.prompt === 'consent',
    refreshTokens: 'keep',
  },
  /** A user pool. The access token has no aud unless the sign-in names a resource, and no e-mail address. */
  cognito: {
    issuerPath: '/eu-west-1_Example',
    scopes: STANDARD,
    rejectsUnknownScopes: true,
    audienceOf: ({ parameters }) => parameters.resource ?? 'none',
    accessClaims: user => ({
      token_use: 'access',
      username: user.username,
      'cognito:groups': user.groups,
    }),
    idClaims: user => ({
      token_use: 'id',
      'cognito:username': user.username,
      'cognito:groups': user.groups,
      ...verified(user),
    }),
    userinfo: user => ({
      username: user.username,
      email: user.email,
      email_verified: 'true',
    }),
    isOffline: () => true,
    refreshTokens: 'keep',
  },
  /** The access token has the claims of the ID token. */
  dex: {
    issuerPath: '/dex',
    scopes: [...STANDARD, 'groups', 'offline_access', 'federated:id'],
    rejectsUnknownScopes: false,
    audienceOf: request => dexAudience(request) ?? 'portal',
    idTokenAudienceOf: dexAudience,
    accessClaims: user => ({ ...verified(user), groups: user.groups }),
    idClaims: user => ({
      ...profile(user),
      ...verified(user),
      groups: user.groups,
    }),
    userinfo: user => ({ ...profile(user), ...verified(user) }),
    isOffline: offlineAccess,
    refreshTokens: 'rotate',
  },
  /** An OIDCClient of the Supervisor: no userinfo endpoint, no scopes profile and email. */
  pinniped: {
    issuerPath: '/issuer',
    scopes: ['openid', 'username', 'groups', 'offline_access'],
    rejectsUnknownScopes: true,
    audienceOf: () => 'opaque',
    accessClaims: () => ({}),
    idClaims: user => ({ username: user.username, groups: user.groups }),
    isOffline: offlineAccess,
    refreshTokens: 'rotate',
  },
};

const DEX_AUDIENCE = 'audience:server:client_id:';

/** The client in a scope `audience:server:client_id:<client>`, with which Dex issues a token for another client. */
function dexAudience({ scopes }: EmulatedRequest): string | undefined {
  return scopes
    .find(scope => scope.startsWith(DEX_AUDIENCE))
    ?.slice(DEX_AUDIENCE.length);
}
