import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { ClientCertificate, ServiceCredentials } from '../../config';
import { AccessToken } from './AccessToken';
import type { ImpersonatedUser } from './ImpersonatedUser';

/**
 * The identity for a call to the platform cluster. Each call gets it as an argument; no client stores it.
 *
 * @public
 */
export type PlatformIdentity = UserIdentity | ServiceIdentity;

/**
 * The session that the token of an identity belongs to.
 *
 * @internal
 */
export interface IdentitySession {
  /** Returns an identity of the same user with a token that is valid now. */
  renew(): Promise<UserIdentity>;
  /** Returns an identity with a newer token after the cluster rejected this one, or undefined if there is none. */
  renewRejected(): Promise<UserIdentity | undefined>;
  /** Calls the listener once when the session ends. Returns a function that removes the listener. */
  onEnd(listener: () => void): () => void;
}

/**
 * An account of the portal on a cluster, and the user whom this account impersonates.
 *
 * @internal
 */
export interface ImpersonatingActor {
  account: ServiceCredentials;
  user: ImpersonatedUser;
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
  /** The Authorization header. All calls share one string, because each open watch keeps the headers of its request in memory. */
  readonly #authorization: string;
  readonly #actor: ImpersonatingActor | undefined;
  readonly #impersonation: readonly string[];
  /** Absent if the token comes from the claim `tok`. */
  readonly #session: IdentitySession | undefined;
  readonly #expiresAtMs: number;

  /** @internal */
  constructor(options: {
    userEntityRef: string;
    token: AccessToken;
    session?: IdentitySession;
    /** The user to impersonate. If it is absent, the user's own token is sent. */
    actor?: ImpersonatingActor;
    /** The time at which the identity ends, if this may be earlier than the expiry of the token. */
    expiresAtMs?: number;
  }) {
    this.userEntityRef = options.userEntityRef;
    this.#token = options.token;
    this.#session = options.session;
    this.#expiresAtMs = Math.min(
      options.expiresAtMs ?? Infinity,
      options.token.expiresAtMs ?? Infinity,
    );
    this.#authorization = `Bearer ${options.token.reveal()}`;
    this.#actor = options.actor;
    this.#impersonation = options.actor
      ? impersonationHeaders(options.actor.user)
      : [];
  }

  /** The value of the Authorization header with the user's own token. */
  async authorization(): Promise<string> {
    return this.#authorization;
  }

  /** The headers that authenticate the call, as alternating names and values. Only PlatformClient may call this. */
  async credentialHeaders(): Promise<string[]> {
    if (!this.#actor) {
      return ['authorization', this.#authorization];
    }
    const authorization = await this.#actor.account.authorization();
    if (!authorization) {
      throw new SkeError({
        code: 'no-credentials',
        message:
          'The account that acts for you on the platform cluster has no token.',
        hint: 'Tell the people who run the portal.',
      });
    }
    return ['authorization', authorization, ...this.#impersonation];
  }

  /** The user for whom an account of the cluster acts. Undefined when the user's own token is sent. */
  get impersonated(): ImpersonatedUser | undefined {
    return this.#actor?.user;
  }

  /** The expiry of the token in milliseconds since 1970. A stream that uses the token ends at this time too (S26). Only PlatformClient may use this. */
  get expiresAtMs(): number | undefined {
    return Number.isFinite(this.#expiresAtMs) ? this.#expiresAtMs : undefined;
  }

  /** The token. Only code of this folder may use it, to derive another credential of the same user. */
  get token(): AccessToken {
    return this.#token;
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

  /** PlatformClient only: called after a 401. Returns an identity with a newer credential, or undefined. */
  async renewRejected(): Promise<UserIdentity | undefined> {
    if (this.#actor) {
      // The cluster has rejected the token of the account. It has not seen the token of the user, so a new token of the user would not help.
      return this.#actor.account.renew?.() ? this : undefined;
    }
    return this.#session?.renewRejected();
  }

  /** Calls the listener once when the session of the token ends. Returns a function that removes the listener. */
  onSessionEnd(listener: () => void): () => void {
    return this.#session?.onEnd(listener) ?? (() => {});
  }

  /** Returns the session for an identity that is derived from this one; undefined if this identity has no session. Calls `derive` again for each later token. */
  derivedSession(
    derive: (next: UserIdentity) => Promise<UserIdentity>,
  ): IdentitySession | undefined {
    const session = this.#session;
    return (
      session && {
        renew: async () => derive(await session.renew()),
        renewRejected: async () => {
          const next = await session.renewRejected();
          return next && derive(next);
        },
        onEnd: listener => session.onEnd(listener),
      }
    );
  }

  /** Whether the token is not a JWT. */
  get isOpaque(): boolean {
    return this.#token.isOpaque;
  }

  /** Describes the token's own claims, to explain a rejection by the API server. The description must never be used to grant access. */
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
  /** This identity has no expiry for streams, because it is renewed automatically. */
  readonly expiresAtMs = undefined;
  readonly isRenewable = false;
  readonly #credentials: ServiceCredentials;

  /** @internal */
  constructor(options: { credentials: ServiceCredentials }) {
    this.#credentials = options.credentials;
  }

  /** The headers that authenticate the call. There are no such headers if a client certificate authenticates the connection. Only PlatformClient may call this. */
  async credentialHeaders(): Promise<string[]> {
    const authorization = await this.#credentials.authorization();
    return authorization ? ['authorization', authorization] : [];
  }

  /** For PlatformClient only: the certificate for new connections. */
  async clientCertificate(): Promise<ClientCertificate | undefined> {
    return this.#credentials.clientCertificate?.();
  }

  /** For PlatformClient only: called after a 401. Returns whether a retry may have a newer credential. */
  renew(): boolean {
    return this.#credentials.renew?.() ?? false;
  }
}

/** Encodes a text so that its UTF-8 bytes are sent. Node writes each character of a header as one byte, and Go's HTTP library does not decode the bytes. */
function impersonationHeaders({ name, groups }: ImpersonatedUser): string[] {
  const encode = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  return [
    'impersonate-user',
    encode(name),
    ...groups.flatMap(group => ['impersonate-group', encode(group)]),
  ];
}
