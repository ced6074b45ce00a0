import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { SkeError, type TokenKind } from '@kratix-portal/plugin-ske-common';
import { LRUCache } from 'lru-cache';
import { AccessToken } from './AccessToken';
import { checkUserName } from './checkUserName';
import { UserIdentity } from './PlatformIdentity';
import type { SessionTokens } from './SessionTokens';

/** An identity is cached for at most a minute, so that a sign-out at another replica has an effect within a minute. */
const LONGEST_MS = 60_000;
const MOST_USERS = 10_000;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

interface Cached {
  identity: UserIdentity;
  until: number;
}

/** The identities of users with a session. Concurrent requests of a user share one call of the auth backend. */
export class SessionIdentities {
  readonly #tokens: SessionTokens;
  readonly #providerId: string;
  readonly #tokenKind: TokenKind | undefined;
  readonly #userNameClaim: string | undefined;
  readonly #cached = new LRUCache<string, Cached>({
    max: MOST_USERS,
    // Removes expired tokens that no request looks up again.
    ttlAutopurge: true,
  });
  readonly #inProgress = new Map<string, Promise<UserIdentity>>();

  constructor(options: {
    tokens: SessionTokens;
    providerId: string;
    tokenKind?: TokenKind;
    userNameClaim: string | undefined;
  }) {
    this.#tokens = options.tokens;
    this.#providerId = options.providerId;
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
    const known = this.#inProgress.get(userEntityRef);
    if (known) {
      return known;
    }
    const identity = this.#ask(credentials).finally(() =>
      this.#inProgress.delete(userEntityRef),
    );
    this.#inProgress.set(userEntityRef, identity);
    return identity;
  }

  async #ask(credentials: UserCredentials): Promise<UserIdentity> {
    const { userEntityRef } = credentials.principal;
    const { accessToken, expiresInMs } = await this.#tokens({
      credentials,
      providerId: this.#providerId,
      ...(this.#tokenKind && { tokenKind: this.#tokenKind }),
    });
    const now = new Date();
    const token = AccessToken.parse(accessToken, now, 'session');
    if (this.#userNameClaim !== undefined) {
      checkUserName(token, this.#userNameClaim, userEntityRef);
    }
    const identity = new UserIdentity({ userEntityRef, token });
    const cacheMs = Math.floor(
      Math.min(
        LONGEST_MS,
        // Half of it, so that calls and streams do not begin with a token that is about to expire.
        (expiresInMs ?? LONGEST_MS) / 2,
        ((token.expiresAtMs ?? Infinity) - now.getTime()) / 2,
      ),
    );
    if (cacheMs > 0) {
      const until = now.getTime() + cacheMs;
      this.#cached.set(userEntityRef, { identity, until }, { ttl: cacheMs });
    }
    return identity;
  }
}

/** Whether a user has no session at all, so that another source of the access token may be used. A session that has ended is an error instead (S3). */
export function hasNoSession(error: unknown): boolean {
  return SkeError.is(error) && error.code === 'no-credentials';
}
