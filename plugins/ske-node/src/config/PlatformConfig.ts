import type { UserLimitsConfig } from './UserLimitsConfig';

/**
 * The `ske.*` and `kubernetes.*` configuration that the ske backend reads, as plain values. Nothing deeper reads Backstage's `Config`.
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
  /** `ske.limits`. */
  limits: UserLimitsConfig;
  /** `ske.permissions.rememberSeconds`, in milliseconds. */
  permissionMemoryMs: number;
  /** What an administrator should know; each is logged once, at start. */
  warnings: string[];
}

/**
 * Which kinds the portal gives access to: `all` but those that are always refused, or only `promises` and the kinds that they define.
 *
 * @public
 */
export type KindsRule = 'all' | 'promises';

/**
 * Where the platform cluster is, how it is trusted, and whose identity goes there.
 *
 * @public
 */
export type PlatformConfig = UserPlatformConfig | ServicePlatformConfig;

/**
 * How the API server's certificate is judged.
 *
 * @public
 */
export interface TlsConfig {
  /** PEM. Absent: the certificates that Node trusts. */
  ca?: string;
  /** Whether any certificate is taken. */
  skipVerify: boolean;
}

/**
 * The API server's address.
 *
 * @public
 */
export interface ApiServerConfig {
  /** The name by which the cluster is known in configuration and messages. */
  name: string;
  /** https; http on loopback only. May have a path. Without a slash at its end. */
  url: string;
  /** How its certificate is judged. */
  tls: TlsConfig;
}

/**
 * `authProvider: oidc`: each call carries the token of the person who makes it. This type has no place for any other credential, so none
 * can be used by mistake.
 *
 * @public
 */
export interface UserPlatformConfig extends ApiServerConfig {
  /** A person's, by the access token of the provider that is named. */
  identity: {
    mode: 'user';
    oidcTokenProvider: string;
    /** `ske.kubernetes.userNameClaim`: the claim of the access token that must be the name of the user's entity. Absent: none need be. */
    userNameClaim?: string;
  };
}

/**
 * All users share one identity of the portal's own. A separate mode, never a fallback of the other.
 *
 * @public
 */
export interface ServicePlatformConfig extends ApiServerConfig {
  /** The portal's own. */
  identity: {
    mode: 'service';
    /** Where the identity comes from, for messages: `the service account token of cluster kratix-platform`. */
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
  /** The Authorization header of a call. Absent: the connection itself is authenticated, by a client certificate. */
  authorization(): Promise<string | undefined>;
  /** PEM. */
  clientCertificate?: { cert: string; key: string };
}
