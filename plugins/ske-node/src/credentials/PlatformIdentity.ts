import type { ClientCertificate, ServiceCredentials } from '../config';
import { AccessToken } from './AccessToken';

/**
 * The identity for a call to the platform cluster. It is an argument of each call, never state of a client.
 *
 * @public
 */
export type PlatformIdentity = UserIdentity | ServiceIdentity;

/**
 * The session that the token of an identity comes from.
 *
 * @internal
 */
export interface IdentitySession {
  /** Returns an identity of the same user with a token that is valid now. */
  renew(): Promise<UserIdentity>;
  /** Returns an identity with a newer token after the cluster rejected this one, or undefined if there is none. */
  renewRejected(): Promise<UserIdentity | undefined>;
  /** Calls the listener once when the session ends. Returns a function that removes it. */
  onEnd(listener: () => void): () => void;
}

/**
 * The identity of a user, with the access token of the user's own sign-in.
 *
 * @public
 */
export class UserIdentity {
  readonly kind = 'user';
  /** The Backstage user, such as `user:default/jane`. */
  readonly userEntityRef: string;
  readonly #token: AccessToken;
  /** One string for all calls: each open watch keeps the headers of its request. */
  readonly #authorization: string;
  /** Absent if the token comes from the claim `tok`. */
  readonly #session: IdentitySession | undefined;

  /** @internal */
  constructor(options: {
    userEntityRef: string;
    token: AccessToken;
    session?: IdentitySession;
  }) {
    this.userEntityRef = options.userEntityRef;
    this.#token = options.token;
    this.#session = options.session;
    this.#authorization = `Bearer ${options.token.reveal()}`;
  }

  /** The value of the Authorization header. Only PlatformClient may call this. */
  async authorization(): Promise<string> {
    return this.#authorization;
  }

  /** The expiry of the token in milliseconds since 1970; a stream that uses it ends then too (S26). Only PlatformClient may use this. */
  get expiresAtMs(): number | undefined {
    return this.#token.expiresAtMs;
  }

  /** @throws SkeError, 401 `session-ended`, when the token has expired */
  checkNotExpired(now: Date): void {
    this.#token.checkNotExpired(now);
  }

  /** Whether a newer token can replace this one while a stream is open. */
  get isRenewable(): boolean {
    return this.#session !== undefined;
  }

  /**
   * Returns an identity of the same user with a token that is valid now; this identity if it has no session.
   *
   * @throws SkeError, 401 `session-ended` when the user has no live session
   */
  async renew(): Promise<UserIdentity> {
    return this.#session?.renew() ?? this;
  }

  /** PlatformClient only: called after a 401. Returns an identity with a newer token, or undefined. */
  async renewRejected(): Promise<UserIdentity | undefined> {
    return this.#session?.renewRejected();
  }

  /** Calls the listener once when the session of the token ends. Returns a function that removes it. */
  onSessionEnd(listener: () => void): () => void {
    return this.#session?.onEnd(listener) ?? (() => {});
  }

  /** Whether the token is not a JWT. */
  get isOpaque(): boolean {
    return this.#token.isOpaque;
  }

  /** Describes the token's own claims, to explain a rejection by the API server. It must never decide access. */
  describeToken(): string {
    return this.#token.describe();
  }
}

/**
 * The portal's own identity, shared by all users.
 *
 * @public
 */
export class ServiceIdentity {
  readonly kind = 'service';
  /** This identity is renewed automatically, so it ends no stream. */
  readonly expiresAtMs = undefined;
  readonly isRenewable = false;
  readonly #credentials: ServiceCredentials;

  /** @internal */
  constructor(options: { credentials: ServiceCredentials }) {
    this.#credentials = options.credentials;
  }

  /** The value of the Authorization header. Undefined when a client certificate authenticates the connection. Only PlatformClient may call this. */
  async authorization(): Promise<string | undefined> {
    return this.#credentials.authorization();
  }

  /** For PlatformClient only: the certificate for new connections. */
  async clientCertificate(): Promise<ClientCertificate | undefined> {
    return this.#credentials.clientCertificate?.();
  }

  /** For PlatformClient only: called after a 401. Whether a retry may have a newer credential. */
  renew(): boolean {
    return this.#credentials.renew?.() ?? false;
  }
}
