import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../credentials';
import type { PlatformClient } from '../platform';
import { parseRefusedUser } from '../platform/answers/KubernetesStatus';

// A review takes a few milliseconds, beside other calls. Nobody waits longer for a name that an audit event can be without, nor each time.
const REVIEW_MS = 2_000;
const PAUSE_MS = 30_000;

// May not ask, and nobody is there to ask: Kubernetes has the review since 1.28.
const FINAL_STATUSES = [403, 404];

interface Review {
  end?: Promise<void>;
  askAgainAtMs: number;
}

/**
 * Who a caller is to the cluster, as far as the cluster itself has said so (S6): in a review of the identity, or in a refusal. Never from the
 * claims of a token, since which of them is the name only the API server's configuration knows.
 */
export class ClusterUsers {
  readonly #client: Pick<PlatformClient, 'whoAmI'>;
  /** By the identity, which stands for one token. */
  readonly #names = new WeakMap<object, string>();
  readonly #reviews = new WeakMap<object, Review>();

  constructor(options: { client: Pick<PlatformClient, 'whoAmI'> }) {
    this.#client = options.client;
  }

  /** What is known by now, or will be when the review that was asked for is over. */
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

  /** Takes the name from a refusal, if it has one, and nothing is known yet. */
  learn(identity: PlatformIdentity, error: unknown): void {
    const name =
      SkeError.is(error) && error.code === 'forbidden'
        ? parseRefusedUser(error.detail ?? '')
        : undefined;
    if (name !== undefined && !this.#names.has(this.#keyOf(identity))) {
      this.remember(identity, name);
    }
  }

  /** Has the cluster asked, once for each token, while the calls go on that the name is wanted for. */
  ask(identity: PlatformIdentity): void {
    const key = this.#keyOf(identity);
    const last = this.#reviews.get(key);
    if (!this.#names.has(key) && (!last || last.askAgainAtMs <= Date.now())) {
      const review: Review = { askAgainAtMs: Infinity };
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
      // Whoever may not ask is named in the refusal itself. Anything else befalls the calls of the operation too, which tell of it.
      this.learn(identity, error);
      if (!SkeError.is(error) || !FINAL_STATUSES.includes(error.status)) {
        review.askAgainAtMs = Date.now() + PAUSE_MS;
      }
    }
  }

  /** The portal's own identity is one, however many objects stand for it. */
  #keyOf(identity: PlatformIdentity): object {
    return identity.kind === 'user' ? identity : this;
  }
}
