import type { ClientCertificate, ServiceCredentials } from '../config';
import { AccessToken } from './AccessToken';

/**
 * The identity for a call to the platform cluster. It is an argument of each call, never state of a client.
 *
 * @public
 */
export type PlatformIdentity = UserIdentity | ServiceIdentity;

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

  /** @internal */
  constructor(options: { userEntityRef: string; token: AccessToken }) {
    this.userEntityRef = options.userEntityRef;
    this.#token = options.token;
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
