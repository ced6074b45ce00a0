import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import type { PlatformClient } from '../../platform';
import { parseRefusedUser } from '../../platform/responses/KubernetesStatus';

// A review takes a few milliseconds and runs in parallel with other calls. An audit event can do without the name, so the event does not wait for the
// review longer than this.
const REVIEW_MS = 2_000;
const PAUSE_MS = 30_000;

// 403: the user may not make reviews. 404: the cluster is older than 1.28, which introduced the review.
const FINAL_STATUSES = [403, 404];

interface Review {
  end?: Promise<void>;
  retryAtMs: number;
}

/**
 * The user names on the cluster, as the cluster itself has named them (S6): in a review of the identity, or in a refusal. They are never taken from
 * the claims of a token, because only the API server's configuration says which claim is the name.
 */
export class ClusterUsers {
  readonly #client: Pick<PlatformClient, 'whoAmI'>;
  /** The key is an identity object, which stands for one token. */
  readonly #names = new WeakMap<object, string>();
  readonly #reviews = new WeakMap<object, Review>();

  constructor(options: { client: Pick<PlatformClient, 'whoAmI'> }) {
    this.#client = options.client;
  }

  /** Returns the name, after waiting for a review that is running. */
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
      // A refusal names the user. Any other error also happens to the calls of the operation, which report it.
      this.learn(identity, error);
      if (!SkeError.is(error) || !FINAL_STATUSES.includes(error.status)) {
        review.retryAtMs = Date.now() + PAUSE_MS;
      }
    }
  }

  /** Every ServiceIdentity stands for the same identity, which is the portal's own. */
  #keyOf(identity: PlatformIdentity): object {
    return identity.kind === 'user' ? identity : this;
  }
}
