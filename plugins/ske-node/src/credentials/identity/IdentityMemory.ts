import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { UserIdentity } from './PlatformIdentity';

/** An identity is cached for at most a minute. */
const LONGEST_MS = 60_000;
const MOST_IDENTITIES = 10_000;

/**
 * Identities that were derived from the tokens of users, in memory only. The key of an identity is the user and the hash of the token, so no user gets the identity of
 * another user. Concurrent requests share one derivation. A failure is returned to the waiting callers, and is not cached.
 */
export class IdentityMemory {
  readonly #cached = new LRUCache<
    string,
    { identity: UserIdentity; until: number }
  >({
    max: MOST_IDENTITIES,
    // Removes expired identities that no later request would look up and replace.
    ttlAutopurge: true,
  });
  readonly #inProgress = new Map<string, Promise<UserIdentity>>();

  /** Returns the cached identity for a source, or derives it. */
  async get(
    source: UserIdentity,
    derive: () => Promise<UserIdentity>,
  ): Promise<UserIdentity> {
    const key = keyOf(source);
    const cached = this.#cached.get(key);
    if (cached && Date.now() < cached.until) {
      return cached.identity;
    }
    const known = this.#inProgress.get(key);
    if (known) {
      return known;
    }
    const deriving = this.#derive(key, derive).finally(() =>
      this.#inProgress.delete(key),
    );
    this.#inProgress.set(key, deriving);
    return deriving;
  }

  async #derive(
    key: string,
    derive: () => Promise<UserIdentity>,
  ): Promise<UserIdentity> {
    const identity = await derive();
    const now = Date.now();
    // An identity is cached for half of its lifetime, so that calls and streams do not begin with a token that is about to expire.
    const lifeMs = (identity.expiresAtMs ?? Infinity) - now;
    const cacheMs = Math.floor(Math.min(LONGEST_MS, lifeMs / 2));
    if (cacheMs > 0) {
      const until = now + cacheMs;
      this.#cached.set(key, { identity, until }, { ttl: cacheMs });
    }
    return identity;
  }
}

function keyOf({ userEntityRef, token }: UserIdentity): string {
  const hash = createHash('sha256').update(token.reveal()).digest('base64');
  return `${userEntityRef} ${hash}`;
}
