import { SkeError } from '@kratix-portal/plugin-ske-common';
import { LRUCache } from 'lru-cache';
import type { UserLimitsConfig } from './readUserLimits';

// A user without requests for a minute has the full credit, so the entry can be removed.
const FORGET_AFTER_MS = 60_000;
const MOST_USERS = 10_000;

interface Usage {
  requests: number;
  streams: number;
  /** The watches and logs of all these streams. */
  subscriptions: number;
  /** The number of further requests that this user may make, at the time `countedAt`. This number rises evenly over a minute. */
  credit: number;
  countedAt: number;
}

/** The place of one admitted request in the quota of its user. */
export interface Admission {
  /**
   * Moves the request from its user's request quota to the stream quota.
   *
   * @param subscriptions - how many watches or logs the stream carries. Default: 1
   */
  becomeStream(subscriptions?: number): void;
  /** Frees the place. Further calls do nothing. */
  release(): void;
}

/**
 * The quota of each user (S23), so that one user cannot use up the capacity that other users need.
 *
 * The counts are kept in this process: with several replicas of the backend, each replica allows the configured numbers.
 */
export class UserLimits {
  readonly #limits: UserLimitsConfig;
  readonly #now: () => number;
  /** Users with a request or a stream in progress. Their counts are not deleted. */
  readonly #busy = new Map<string, Usage>();
  /** Users without a request or a stream in progress, kept until their minute is over. */
  readonly #idle: LRUCache<string, Usage>;

  constructor(options: { limits: UserLimitsConfig; now?: () => number }) {
    this.#limits = options.limits;
    this.#now = options.now ?? Date.now;
    this.#idle = new LRUCache({ max: MOST_USERS, ttl: FORGET_AFTER_MS });
  }

  /**
   * Counts a request of this user.
   *
   * @throws SkeError, 429 `too-many-requests`, with the number of seconds after which a retry can succeed
   */
  admit(userEntityRef: string): Admission {
    const usage = this.#usageOf(userEntityRef);
    const { concurrentRequests, requestsPerMinute } = this.#limits;
    if (usage.requests >= concurrentRequests) {
      throw tooManyRequests({
        reason: `${concurrentRequests} requests of yours are being served already`,
        retryAfterSeconds: 1,
      });
    }
    const now = this.#now();
    const perMs = requestsPerMinute / 60_000;
    usage.credit = Math.min(
      requestsPerMinute,
      usage.credit + Math.max(0, now - usage.countedAt) * perMs,
    );
    usage.countedAt = now;
    if (usage.credit < 1) {
      throw tooManyRequests({
        reason: `you made more than ${requestsPerMinute} requests in a minute`,
        retryAfterSeconds: Math.ceil((1 - usage.credit) / perMs / 1000),
      });
    }
    usage.credit -= 1;
    usage.requests += 1;
    this.#busy.set(userEntityRef, usage);
    this.#idle.delete(userEntityRef);
    return this.#admission(userEntityRef, usage);
  }

  #admission(userEntityRef: string, usage: Usage): Admission {
    let holds: 'requests' | 'streams' | undefined = 'requests';
    let carried = 0;
    return {
      becomeStream: (subscriptions = 1) => {
        if (holds !== 'requests') {
          return;
        }
        if (usage.streams >= this.#limits.streams) {
          throw tooManyRequests({
            reason: `${this.#limits.streams} streams of yours are open already`,
            retryAfterSeconds: 5,
            hint: 'Close a page that watches a resource or shows its log.',
          });
        }
        if (usage.subscriptions + subscriptions > this.#limits.subscriptions) {
          throw tooManyRequests({
            reason: `your streams may carry ${this.#limits.subscriptions} watches and logs, and carry ${usage.subscriptions} already`,
            retryAfterSeconds: 5,
            hint: 'Close a page that watches resources or shows a log.',
          });
        }
        usage.requests -= 1;
        usage.streams += 1;
        usage.subscriptions += subscriptions;
        carried = subscriptions;
        holds = 'streams';
      },
      release: () => {
        if (holds === undefined) {
          return;
        }
        usage[holds] -= 1;
        usage.subscriptions -= carried;
        carried = 0;
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
        subscriptions: 0,
        credit: this.#limits.requestsPerMinute,
        countedAt: this.#now(),
      }
    );
  }
}

function tooManyRequests(options: {
  reason: string;
  retryAfterSeconds: number;
  hint?: string;
}): SkeError {
  const { reason, retryAfterSeconds, hint } = options;
  return new SkeError({
    code: 'too-many-requests',
    message: `The portal did not serve this request: ${reason}.`,
    hint: hint ?? 'Wait a moment, and try again.',
    retryAfterSeconds,
  });
}
