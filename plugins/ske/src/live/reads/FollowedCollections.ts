import type { LiveStore } from '../store/LiveStore';
import { queryKey } from '../store/queryKey';
import type { LiveCollection, LiveQuery, LiveStatus } from '../objects/types';

/** The statuses of a collection whose changes are not reported as they happen. */
const NOT_FOLLOWED: ReadonlySet<LiveStatus> = new Set<LiveStatus>([
  'polling',
  'refused',
]);

/** The state of the collections whose changes make a value out of date. */
export interface Followed {
  /** Whether each change of a collection is reported as it happens. */
  readonly isLive: boolean;
  /** Whether an object is in a collection. False while its collection is being read. */
  has(uid: string): boolean;
}

/** Follows the collections whose changes make a value out of date. */
export class FollowedCollections implements Followed {
  readonly #store: LiveStore;
  readonly #onChange: () => void;
  readonly #followed = new Map<string, { query: LiveQuery; stop(): void }>();
  #seen = '';

  constructor(store: LiveStore, onChange: () => void) {
    this.#store = store;
    this.#onChange = onChange;
  }

  get isLive(): boolean {
    const collections = this.#collections();
    return (
      collections.length > 0 &&
      collections.every(({ status }) => !NOT_FOLLOWED.has(status))
    );
  }

  has(uid: string): boolean {
    return this.#collections().some(({ items }) =>
      items.some(({ metadata }) => metadata.uid === uid),
    );
  }

  /** Whether objects have changed since {@link FollowedCollections.see}. */
  get hasChanged(): boolean {
    return this.#version() !== this.#seen;
  }

  /** Called when a read starts. The read includes all changes so far. */
  see(): void {
    this.#seen = this.#version();
  }

  /** Follows these collections and no others. */
  follow(queries: readonly LiveQuery[]): void {
    const wanted = new Map(queries.map(query => [queryKey(query), query]));
    for (const [key, { stop }] of this.#followed) {
      if (!wanted.has(key)) {
        stop();
        this.#followed.delete(key);
      }
    }
    for (const [key, query] of wanted) {
      if (!this.#followed.has(key)) {
        const stop = this.#store.subscribe(query, this.#onChange);
        this.#followed.set(key, { query, stop });
      }
    }
  }

  #collections(): LiveCollection[] {
    return [...this.#followed.values()].map(({ query }) =>
      this.#store.getCollection(query),
    );
  }

  #version(): string {
    return this.#collections()
      .flatMap(({ items }) =>
        items.map(
          ({ metadata: { uid, resourceVersion } }) =>
            `${uid} ${resourceVersion}`,
        ),
      )
      .join('\n');
  }
}
