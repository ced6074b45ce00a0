import type { ServiceCredentials } from '../config';
import { AccessToken } from './AccessToken';

/**
 * Who a call to the platform cluster is made as: an argument of each call, never state of a client.
 *
 * @public
 */
export type PlatformIdentity = UserIdentity | ServiceIdentity;

/**
 * The person who makes the call, by the access token of their own sign-in.
 *
 * @public
 */
export class UserIdentity {
  readonly kind = 'user';
  /** The Backstage user, such as `user:default/jane`. */
  readonly userEntityRef: string;
  readonly #token: AccessToken;

  /** @internal */
  constructor(options: { userEntityRef: string; token: AccessToken }) {
    this.userEntityRef = options.userEntityRef;
    this.#token = options.token;
  }

  /** For PlatformClient alone: the value of the Authorization header. */
  async authorization(): Promise<string> {
    return `Bearer ${this.#token.reveal()}`;
  }

  /** For PlatformClient alone: when the token ends, in milliseconds since 1970; a stream that it opened ends then too (S26). */
  get expiresAtMs(): number | undefined {
    return this.#token.expiresAtMs;
  }

  /** @throws SkeError, 401 `session-ended`, once the token is over */
  checkNotExpired(now: Date): void {
    this.#token.checkNotExpired(now);
  }

  /** Explains a refusal by the API server: the token's own claims about itself. Decides nothing. */
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
  /** It is renewed without anybody's doing, so it ends no stream. */
  readonly expiresAtMs = undefined;
  readonly #credentials: ServiceCredentials;

  /** @internal */
  constructor(options: { credentials: ServiceCredentials }) {
    this.#credentials = options.credentials;
  }

  /** For PlatformClient alone. Absent where a client certificate authenticates the connection. */
  async authorization(): Promise<string | undefined> {
    return this.#credentials.authorization();
  }
}
