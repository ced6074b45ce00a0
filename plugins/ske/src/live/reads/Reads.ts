import type { LiveStore } from '../store/LiveStore';
import { Read, type ReadOptions } from './Read';

/** After a page change the next page often shows the same values. */
const KEEP_MS = 30_000;

/** The values that components show, by key. */
export class Reads {
  readonly #store: LiveStore;
  readonly #reads = new Map<string, Read<unknown>>();
  readonly #removals = new Map<string, () => void>();

  constructor(store: LiveStore) {
    this.#store = store;
  }

  /** Returns the same object for the same key, so callers with the same key must pass the same options. */
  get<T>(key: string, options: () => ReadOptions<T>): Read<T> {
    const known = this.#reads.get(key);
    if (known) {
      return known as Read<T>;
    }
    const read = new Read<T>({
      store: this.#store,
      read: options(),
      onIdle: () => this.#planRemoval(key),
    });
    this.#reads.set(key, read as Read<unknown>);
    // A component that is never mounted must not leave a value behind.
    this.#planRemoval(key);
    return read;
  }

  /** Called when a component shows the value. */
  keep(key: string): void {
    this.#removals.get(key)?.();
    this.#removals.delete(key);
  }

  #planRemoval(key: string): void {
    this.#removals.get(key)?.();
    this.#removals.set(
      key,
      this.#store.environment.after(KEEP_MS, () => {
        this.#removals.delete(key);
        this.#reads.delete(key);
      }),
    );
  }
}
