import type { LiveStore } from '../store/LiveStore';
import type { LiveCollection, LiveQuery } from '../objects/types';

/** Several collections as one external store of React: the array stays the same until one of them changes. */
export class CollectionsView {
  readonly #store: LiveStore;
  readonly #queries: readonly LiveQuery[];
  #snapshot: readonly LiveCollection[] = [];

  constructor(store: LiveStore, queries: readonly LiveQuery[]) {
    this.#store = store;
    this.#queries = queries;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const stops = this.#queries.map(query =>
      this.#store.subscribe(query, listener),
    );
    return () => stops.forEach(stop => stop());
  };

  readonly getSnapshot = (): readonly LiveCollection[] => {
    const next = this.#queries.map(query => this.#store.getCollection(query));
    const isSame =
      next.length === this.#snapshot.length &&
      next.every((each, index) => each === this.#snapshot[index]);
    if (!isSame) {
      this.#snapshot = next;
    }
    return this.#snapshot;
  };
}
