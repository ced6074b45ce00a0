import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import type { PlatformClient } from '../../platform';
import { parseRefusedUser } from '../../platform/responses/KubernetesStatus';

// The longest time that an audit event waits for the review. A review takes a few milliseconds and runs in parallel with other calls. If it takes longer,
// the event is written without the name.
const REVIEW_MS = 2_000;
const PAUSE_MS = 30_000;

// 403: the user may not make reviews. 404: the cluster is older than 1.28, which introduced the review.
const FINAL_STATUSES = [403, 404];

interface Review {
  end?: Promise<void>;
  retryAtMs: number;
}

/**
 * The names of users on the cluster (S6). They come only from the cluster itself: from a review of the identity, or from a refusal. They never come from the claims
 * of a token, because only the configuration of the API server says which claim is the name.
 */
export class ClusterUsers {
  readonly #client: Pick<PlatformClient, 'whoAmI'>;
  /** The key is an identity object. Each token has its own identity object. */
  readonly #names = new WeakMap<object, string>();
  readonly #reviews = new WeakMap<object, Review>();

  constructor(options: { client: Pick<PlatformClient, 'whoAmI'> }) {
    this.#client = options.client;
  }

  /** Returns the name. If a review is running, it waits for the result. */
  async nameOf(identity: PlatformIdentity): Promise<string | undefined> {
    const key = this.#keyOf(identity);
    if (!this.#names.has(key)) {
      await this.#reviews.get(key)?.end;
    }
    return this.#names.get(key);
  }

  remember(identity: PlatformIdentity, name: string): void {
    this.#names.set(this.#keyOf(identity), cleanText(name));
  }

  /** Takes the name from a refusal that contains one, unless a name is known already. */
  learn(identity: PlatformIdentity, error: unknown): void {
    const name =
      SkeError.is(error) && error.code === 'forbidden'
        ? parseRefusedUser(error.detail ?? '')
        : undefined;
    if (name !== undefined && !this.#names.has(this.#keyOf(identity))) {
      this.remember(identity, name);
    }
  }

  /** Starts a review, once for each token. The operation does not wait for it. */
  startReview(identity: PlatformIdentity): void {
    const key = this.#keyOf(identity);
    const last = this.#reviews.get(key);
    if (!this.#names.has(key) && (!last || last.retryAtMs <= Date.now())) {
      const review: Review = { retryAtMs: Infinity };
      this.#reviews.set(key, review);
      review.end = this.#review(identity, review);
    }
  }

  async #review(identity: PlatformIdentity, review: Review): Promise<void> {
    try {
      const call = { identity, deadlineMs: REVIEW_MS };
      const { username } = await this.#client.whoAmI(call);
      this.remember(identity, username);
    } catch (error) {
      // A refusal contains the name of the user. Any other error is ignored here, because the calls of the operation fail in the same way and report it.
      this.learn(identity, error);
      if (!SkeError.is(error) || !FINAL_STATUSES.includes(error.status)) {
        review.retryAtMs = Date.now() + PAUSE_MS;
      }
    }
  }

  /** All ServiceIdentity objects are the same identity: the portal's own. */
  #keyOf(identity: PlatformIdentity): object {
    return identity.kind === 'user' ? identity : this;
  }
}
