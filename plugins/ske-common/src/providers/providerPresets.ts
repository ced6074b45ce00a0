import type { ProviderKind } from '../diagnosis';
import type { TokenKind } from './TokenKind';

/**
 * How a sign-in asks for the audience of the platform cluster: with a parameter of the authorization request, with a scope that contains the audience,
 * or not at all, because the audience is set at the provider.
 *
 * @public
 */
export type AudienceRequest =
  | { by: 'parameter'; parameter: string }
  | { by: 'scope'; prefix: string; suffix: string }
  | { by: 'provider'; remedy: string };

/**
 * The settings that are the same for all installations of an OIDC provider. Each value is the default of a key in the configuration section of the provider.
 *
 * @public
 */
export interface ProviderPreset {
  /** The scopes that every sign-in requests. */
  requiredScopes: readonly string[];
  /** The default of `additionalScopes`: refresh tokens and groups. */
  additionalScopes: readonly string[];
  /** The default of `startUrlSearchParams`. */
  startUrlSearchParams?: Readonly<Record<string, string>>;
  /** The default of `prompt`. */
  prompt?: string;
  /** The default of `tokenKind`. */
  tokenKind: TokenKind;
  /** The default of `profile`. */
  profile: 'userinfo' | 'id-token';
  /** The default of `usernameClaim`. */
  usernameClaim: string;
  /** The default of `groupsClaim`. It is absent if the provider has no such claim, or if an administrator chooses its name. */
  groupsClaim?: string;
  /** What the key `audience` means. */
  audience: AudienceRequest;
  /** The default of `logoutRedirectParameter`, the parameter with the URL to return to after a sign-out. */
  logoutRedirectParameter: string;
  /**
   * Whether the logout endpoint of the discovery document rejects requests without an ID token. The portal then does not use this endpoint, because an ID token
   * must not be in a URL.
   */
  logoutNeedsIdToken?: boolean;
  /** The logout endpoint, relative to the issuer, if the discovery document has no `end_session_endpoint`. */
  logoutFallback?: { path: string; redirectParameter: string };
  /** The only types of tokens that the provider exchanges (RFC 8693, section 3). Absent if it does not limit them. */
  exchange?: { subjectTokenType: 'access_token'; requestedTokenType: 'jwt' };
}

const oidc: ProviderPreset = {
  requiredScopes: ['openid', 'profile', 'email'],
  additionalScopes: ['offline_access'],
  tokenKind: 'access',
  profile: 'userinfo',
  usernameClaim: 'preferred_username',
  groupsClaim: 'groups',
  audience: { by: 'parameter', parameter: 'resource' },
  logoutRedirectParameter: 'post_logout_redirect_uri',
};

/**
 * The presets of OIDC providers: the values of the key `preset` in the section of a provider.
 *
 * @public
 */
export const providerPresets: Readonly<Record<ProviderKind, ProviderPreset>> = {
  oidc,
  keycloak: {
    ...oidc,
    // A refresh token lives as long as the session with Keycloak; offline_access would outlive a sign-out there.
    additionalScopes: [],
    audience: {
      by: 'provider',
      remedy: 'Add a mapper of type Audience to the client in Keycloak',
    },
  },
  okta: {
    ...oidc,
    logoutNeedsIdToken: true,
    audience: {
      by: 'provider',
      remedy:
        'Set the Audience of the custom authorization server in Okta, and use its metadataUrl',
    },
  },
  auth0: {
    ...oidc,
    groupsClaim: undefined,
    audience: { by: 'parameter', parameter: 'audience' },
    logoutFallback: { path: 'v2/logout', redirectParameter: 'returnTo' },
  },
  entra: {
    ...oidc,
    // The userinfo endpoint rejects an access token of another API.
    profile: 'id-token',
    audience: { by: 'scope', prefix: '', suffix: '/.default' },
  },
  google: {
    ...oidc,
    // Google has no scope for refresh tokens, and issues one only after consent.
    additionalScopes: [],
    startUrlSearchParams: { access_type: 'offline' },
    prompt: 'consent',
    tokenKind: 'id',
    usernameClaim: 'email',
    groupsClaim: undefined,
    audience: {
      by: 'provider',
      remedy:
        'The audience of Google’s ID tokens is the clientId of the portal, which the API server must have as its --oidc-client-id',
    },
  },
  cognito: {
    ...oidc,
    // Cognito issues refresh tokens without a scope, and rejects unknown scopes.
    additionalScopes: [],
    tokenKind: 'id',
    // The userinfo endpoint returns email_verified as a string.
    profile: 'id-token',
    usernameClaim: 'cognito:username',
    groupsClaim: 'cognito:groups',
    logoutRedirectParameter: 'logout_uri',
  },
  dex: {
    ...oidc,
    additionalScopes: ['offline_access', 'groups'],
    tokenKind: 'id',
    audience: {
      by: 'scope',
      prefix: 'audience:server:client_id:',
      suffix: '',
    },
  },
  pinniped: {
    ...oidc,
    // The Supervisor rejects the scopes profile and email.
    requiredScopes: ['openid', 'username', 'groups'],
    tokenKind: 'id',
    profile: 'id-token',
    usernameClaim: 'username',
    exchange: { subjectTokenType: 'access_token', requestedTokenType: 'jwt' },
    audience: {
      by: 'provider',
      remedy:
        'The audience of the ID token is the client id of the OIDCClient, which the API server must accept',
    },
  },
};

/**
 * Returns the preset with this name, or undefined if there is none.
 *
 * @public
 */
export function findProviderPreset(name: unknown): ProviderPreset | undefined {
  return typeof name === 'string' && Object.hasOwn(providerPresets, name)
    ? providerPresets[name as ProviderKind]
    : undefined;
}
