import { SkeError } from '@kratix-portal/plugin-ske-common';
import { LRUCache } from 'lru-cache';
import type { UserLimitsConfig } from './readUserLimits';

// Whoever is forgotten begins anew, which is no more than waiting a minute would give.
const FORGET_AFTER_MS = 60_000;
const MOST_USERS = 10_000;

interface Usage {
  requests: number;
  streams: number;
  /** What is left of the minute's requests at `countedAt`; it fills up evenly. */
  credit: number;
  countedAt: number;
}

/** One request that was let in. */
export interface Admission {
  /** The request becomes a stream: it gives its place among the requests back and takes one among the streams. */
  becomeStream(): void;
  /** It is over. More than once is the same as once. */
  release(): void;
}

/**
 * How much of the portal and of the cluster one person may take up (S23), so that the others have theirs.
 *
 * Kept in this process: with several replicas of the backend each allows so much.
 */
export class UserLimits {
  readonly #limits: UserLimitsConfig;
  readonly #now: () => number;
  /** Those who are doing something: never forgotten while they do. */
  readonly #busy = new Map<string, Usage>();
  /** Those who were, as their minute goes on. */
  readonly #idle: LRUCache<string, Usage>;

  constructor(options: { limits: UserLimitsConfig; now?: () => number }) {
    this.#limits = options.limits;
    this.#now = options.now ?? Date.now;
    this.#idle = new LRUCache({ max: MOST_USERS, ttl: FORGET_AFTER_MS });
  }

  /**
   * Lets a request in.
   *
   * @throws SkeError, 429 `too-many-requests`, with the time after which it may go well
   */
  admit(userEntityRef: string): Admission {
    const usage = this.#usageOf(userEntityRef);
    const { concurrentRequests, requestsPerMinute } = this.#limits;
    if (usage.requests >= concurrentRequests) {
      throw tooMany(
        `${concurrentRequests} requests of yours are being served already`,
        1,
      );
    }
    const now = this.#now();
    const perMs = requestsPerMinute / 60_000;
    usage.credit = Math.min(
      requestsPerMinute,
      usage.credit + Math.max(0, now - usage.countedAt) * perMs,
    );
    usage.countedAt = now;
    if (usage.credit < 1) {
      throw tooMany(
        `you made more than ${requestsPerMinute} requests in a minute`,
        Math.ceil((1 - usage.credit) / perMs / 1000),
      );
    }
    usage.credit -= 1;
    usage.requests += 1;
    this.#busy.set(userEntityRef, usage);
    this.#idle.delete(userEntityRef);
    return this.#admission(userEntityRef, usage);
  }

  #admission(userEntityRef: string, usage: Usage): Admission {
    let holds: 'requests' | 'streams' | undefined = 'requests';
    return {
      becomeStream: () => {
        if (holds !== 'requests') {
          return;
        }
        if (usage.streams >= this.#limits.streams) {
          throw tooMany(
            `${this.#limits.streams} streams of yours are open already`,
            5,
            'Close a page that watches a resource or shows its log.',
          );
        }
        usage.requests -= 1;
        usage.streams += 1;
        holds = 'streams';
      },
      release: () => {
        if (holds === undefined) {
          return;
        }
        usage[holds] -= 1;
        holds = undefined;
        if (usage.requests + usage.streams === 0) {
          this.#busy.delete(userEntityRef);
          this.#idle.set(userEntityRef, usage);
        }
      },
    };
  }

  #usageOf(userEntityRef: string): Usage {
    return (
      this.#busy.get(userEntityRef) ??
      this.#idle.get(userEntityRef) ?? {
        requests: 0,
        streams: 0,
        credit: this.#limits.requestsPerMinute,
        countedAt: this.#now(),
      }
    );
  }
}

function tooMany(
  why: string,
  retryAfterSeconds: number,
  hint: string = 'Wait a moment, and try again.',
): SkeError {
  return new SkeError({
    code: 'too-many-requests',
    message: `The portal did not serve this request: ${why}.`,
    hint,
    retryAfterSeconds,
  });
}
