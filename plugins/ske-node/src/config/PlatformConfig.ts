import type { AuthMode, TokKey } from './sessionKeys';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';

/**
 * The `ske.*` and `kubernetes.*` configuration of this library, as plain values. No other code of this library reads Backstage's `Config`.
 *
 * @public
 */
export interface SkeConfig {
  /** `ske.mode`. */
  mode: 'kubernetes';
  /** The cluster that runs Kratix. */
  platform: PlatformConfig;
  /** `ske.kubernetes.kinds`, or its default. */
  kinds: KindsRule;
  /** `ske.permissions.rememberSeconds`, in milliseconds. */
  permissionMemoryMs: number;
  /** Warnings for an administrator. The backend logs each of them once, at start. */
  warnings: string[];
}

/**
 * The kinds to which the portal gives access. `all`: every kind except the kinds that are always refused. `promises`: only Promises and the kinds that Promises
 * define.
 *
 * @public
 */
export type KindsRule = 'all' | 'promises';

/**
 * The address of the platform cluster, how its certificate is verified, and whose identity the portal uses there.
 *
 * @public
 */
export type PlatformConfig = UserPlatformConfig | ServicePlatformConfig;

/**
 * How the API server's certificate is verified.
 *
 * @public
 */
export interface TlsConfig {
  /** Certificate authorities as PEM; by default the authorities that Node trusts. */
  ca?: string;
  /** Whether the certificate is not verified at all. */
  skipVerify: boolean;
  /** The name that the certificate must have; by default the host of the URL. */
  serverName?: string;
}

/**
 * The HTTP proxy for connections to an API server.
 *
 * @public
 */
export interface ProxyConfig {
  /** http or https. It may contain a user name and a password. */
  url: string;
  /** The key or environment variable that the proxy comes from, for messages. */
  source: string;
}

/**
 * The API server's address.
 *
 * @public
 */
export interface ApiServerConfig {
  /** The name of the cluster in configuration and messages. */
  name: string;
  /** https, or http for a loopback address. It may have a path, and has no slash at its end. */
  url: string;
  /** How the certificate of the API server is verified. */
  tls: TlsConfig;
  /** The proxy for connections to the API server. Without a proxy, the connections are direct. */
  proxy?: ProxyConfig;
}

/**
 * `authProvider: oidc`: each call carries the token of the user who makes it. This type has no field for another credential, so no code can use
 * another credential by mistake. The only exception is the account of `impersonation`, which is off by default and is only sent together with the name of a user.
 *
 * @public
 */
export interface UserPlatformConfig extends ApiServerConfig {
  /** Each user's own identity, from the access token of the OIDC provider. */
  identity: {
    mode: 'user';
    oidcTokenProvider: string;
    /** `furtherTokenProviders` of the cluster: other sign-in providers whose tokens the API server accepts too; none by default. */
    furtherTokenProviders?: readonly string[];
    /** `tokenKind` of the cluster; by default the `tokenKind` of the provider. */
    tokenKind?: TokenKind;
    /** The sign-in providers of other clusters, whose tokens this cluster never gets; none by default. */
    otherTokenProviders?: readonly string[];
    /** `ske.auth.mode`; `tok` by default. */
    authMode?: AuthMode;
    /** The keys of `ske.auth.session.keys`, which open sealed `tok` claims. */
    tokKeys?: readonly TokKey[];
    /**
     * `ske.kubernetes.userNameClaim`: the claim of the access token that must equal the name of the user's entity. Without it, no claim is compared.
     */
    userNameClaim?: string;
    /** `tokenExchange` of the cluster. Without it, the token of the user is sent unchanged. */
    tokenExchange?: TokenExchangeConfig;
    /** `impersonation` of the cluster. Without it, the API server authenticates each user. */
    impersonation?: ImpersonationConfig;
  };
}

/**
 * All users share the portal's own identity. This is a separate mode, and never a fallback of `authProvider: oidc`.
 *
 * @public
 */
export interface ServicePlatformConfig extends ApiServerConfig {
  /** The portal's own identity. */
  identity: {
    mode: 'service';
    /** The source of the identity in messages, such as `the service account token of cluster kratix-platform`. */
    source: string;
    credentials: ServiceCredentials;
  };
}

/**
 * The credential of the shared identity.
 *
 * @public
 */
export interface ServiceCredentials {
  /** The Authorization header of a call. Undefined when a client certificate authenticates the connection. */
  authorization(): Promise<string | undefined>;
  /** The certificate that authenticates new connections. When it changes, the old connections are closed. */
  clientCertificate?(): Promise<ClientCertificate | undefined>;
  /** Called after a 401. Returns whether the next call may have a newer credential, so that a retry makes sense. */
  renew?(): boolean;
}

/**
 * A client certificate and its key, as PEM.
 *
 * @public
 */
export interface ClientCertificate {
  /** The certificate. The certificates of intermediate authorities may follow it. */
  cert: string;
  /** The private key. */
  key: string;
}

/**
 * How a client authenticates at the token endpoint of an OIDC provider.
 *
 * @public
 */
export type ClientAuthMethod = 'client_secret_basic' | 'client_secret_post';

/**
 * `tokenExchange` of a cluster: the token of a user is exchanged for a token with the audience of the cluster (RFC 8693).
 *
 * @public
 */
export interface TokenExchangeConfig {
  /** The path of the section, for messages. */
  path: string;
  /** The id of the provider whose token endpoint is used. */
  providerId: string;
  /** The discovery document of the provider. */
  metadataUrl: string;
  /** The client that exchanges tokens. */
  client: { id: string; secret: string; authMethod: ClientAuthMethod };
  /** The parameters of the request (RFC 8693, 2.1). At least one of them is present. */
  target: { audience?: string; resource?: string; scope?: string };
  /** The URN of the type of the user's token. */
  subjectTokenType: string;
  /** The URN of the type of token to request. */
  requestedTokenType: string;
}

/**
 * `impersonation` of a cluster: a service account of the cluster acts for each user, whose token the portal verifies.
 *
 * @public
 */
export interface ImpersonationConfig {
  /** The path of the section, for messages. */
  path: string;
  /** The id of the provider that issues the tokens of users. */
  providerId: string;
  /** The discovery document of the provider, which names the issuer and its keys. */
  metadataUrl: string;
  /** The `aud` that the token of a user must have. */
  audience: string;
  /** The claim with the user name. */
  usernameClaim: string;
  /** By default the prefix is the issuer and `#`, except for the claim `email`, as in kube-apiserver. */
  usernamePrefix?: string;
  /** The claim with the groups. Without it, users have no groups. */
  groupsClaim?: string;
  /** Precedes each group. */
  groupsPrefix: string;
  /** The credential of the service account. */
  account: ServiceCredentials;
}
