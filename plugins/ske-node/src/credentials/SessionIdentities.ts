import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { SkeError, type TokenKind } from '@kratix-portal/plugin-ske-common';
import { LRUCache } from 'lru-cache';
import { AccessToken } from './identity/AccessToken';
import { checkUserName } from './identity/checkUserName';
import { IdentityError } from './identity/IdentityError';
import { UserIdentity } from './identity/PlatformIdentity';
import type { SessionEndWatcher } from './SessionEndWatcher';
import type { SessionTokens, SessionVersion } from './SessionTokens';

/** An identity is cached for at most a minute. */
const LONGEST_MS = 60_000;
const MOST_USERS = 10_000;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

interface Cached {
  identity: UserIdentity;
  session: SessionVersion | undefined;
  until: number;
  /** Whether the token was refreshed because the cluster rejected the previous token. */
  isAfterRejection: boolean;
}

/** The identities of users with a session. Concurrent requests of a user share one call of the auth backend. */
export class SessionIdentities {
  readonly #tokens: SessionTokens;
  readonly #ends: SessionEndWatcher | undefined;
  readonly #providerId: string;
  readonly #furtherProviderIds: readonly string[] | undefined;
  readonly #tokenKind: TokenKind | undefined;
  readonly #userNameClaim: string | undefined;
  readonly #cached = new LRUCache<string, Cached>({
    max: MOST_USERS,
    // Removes expired tokens that no later request would look up and replace.
    ttlAutopurge: true,
  });
  readonly #inProgress = new Map<string, Promise<UserIdentity>>();

  constructor(options: {
    tokens: SessionTokens;
    ends?: SessionEndWatcher;
    providerId: string;
    furtherProviderIds?: readonly string[];
    tokenKind?: TokenKind;
    userNameClaim: string | undefined;
  }) {
    this.#tokens = options.tokens;
    this.#ends = options.ends;
    this.#providerId = options.providerId;
    this.#furtherProviderIds = options.furtherProviderIds;
    this.#tokenKind = options.tokenKind;
    this.#userNameClaim = options.userNameClaim;
  }

  /** @throws SkeError, 401 `no-credentials` without a session, 401 `session-ended`, or 503 `idp-unavailable` */
  async get(credentials: UserCredentials): Promise<UserIdentity> {
    const { userEntityRef } = credentials.principal;
    const cached = this.#cached.get(userEntityRef);
    if (cached && Date.now() < cached.until) {
      return cached.identity;
    }
    return this.#share(userEntityRef, () => this.#ask(credentials));
  }

  /** S15: a session is refreshed once after a rejection. A cluster that rejects the next token too does not accept the user. */
  async #renewRejected(
    credentials: UserCredentials,
    rejected: SessionVersion | undefined,
  ): Promise<UserIdentity | undefined> {
    const { userEntityRef } = credentials.principal;
    const cached = this.#cached.get(userEntityRef);
    if (cached && isOther(cached.session, rejected)) {
      return cached.identity;
    }
    if (!rejected || cached?.isAfterRejection) {
      return undefined;
    }
    const identity = await this.#share(
      `${userEntityRef} ${rejected.id} ${rejected.version}`,
      () => this.#ask(credentials, rejected),
    );
    const renewed = this.#cached.get(userEntityRef);
    return renewed && isOther(renewed.session, rejected) ? identity : undefined;
  }

  #share(key: string, ask: () => Promise<UserIdentity>): Promise<UserIdentity> {
    const known = this.#inProgress.get(key);
    if (known) {
      return known;
    }
    const identity = ask().finally(() => this.#inProgress.delete(key));
    this.#inProgress.set(key, identity);
    return identity;
  }

  async #ask(
    credentials: UserCredentials,
    rejected?: SessionVersion,
  ): Promise<UserIdentity> {
    const { userEntityRef } = credentials.principal;
    const { accessToken, expiresInMs, session } = await this.#tokens({
      credentials,
      providerId: this.#providerId,
      rejected,
      ...(this.#furtherProviderIds && {
        furtherProviderIds: this.#furtherProviderIds,
      }),
      ...(this.#tokenKind && { tokenKind: this.#tokenKind }),
    });
    const now = new Date();
    const token = AccessToken.parse(accessToken, now, 'session');
    if (this.#userNameClaim !== undefined) {
      checkUserName(token, this.#userNameClaim, userEntityRef);
    }
    const identity = new UserIdentity({
      userEntityRef,
      token,
      session: {
        renew: async () => {
          if (this.#cached.get(userEntityRef)?.identity === identity) {
            this.#cached.delete(userEntityRef);
          }
          return this.get(credentials);
        },
        renewRejected: () => this.#renewRejected(credentials, session),
        onEnd: listener =>
          (session && this.#ends?.follow(session.id, listener)) ?? (() => {}),
      },
    });
    const cacheMs = Math.floor(
      Math.min(
        LONGEST_MS,
        // A token is cached for half of its lifetime, so that calls and streams do not begin with a token that is about to expire.
        (expiresInMs ?? LONGEST_MS) / 2,
        ((token.expiresAtMs ?? Infinity) - now.getTime()) / 2,
      ),
    );
    if (cacheMs > 0) {
      this.#cache(userEntityRef, cacheMs, {
        identity,
        session,
        until: now.getTime() + cacheMs,
        isAfterRejection: rejected !== undefined,
      });
    }
    return identity;
  }

  /** A sign-out at another replica removes a cached identity within seconds (S16). */
  #cache(userEntityRef: string, cacheMs: number, cached: Cached): void {
    this.#cached.set(userEntityRef, cached, { ttl: cacheMs });
    const { session } = cached;
    const stop =
      session &&
      this.#ends?.follow(session.id, () => {
        if (this.#cached.peek(userEntityRef)?.session?.id === session.id) {
          this.#cached.delete(userEntityRef);
        }
      });
    if (stop) {
      setTimeout(stop, cacheMs).unref();
    }
  }
}

function isOther(
  one: SessionVersion | undefined,
  other: SessionVersion | undefined,
): boolean {
  return one?.id !== other?.id || one?.version !== other?.version;
}

/**
 * Whether a user has no session at all, so that another source of the access token may be used. If the session has ended, or its token is not
 * usable, the call fails and no other source is used (S3).
 */
export function hasNoSession(error: unknown): boolean {
  return (
    SkeError.is(error) &&
    error.code === 'no-credentials' &&
    (!(error instanceof IdentityError) || error.reason === 'no-session')
  );
}
