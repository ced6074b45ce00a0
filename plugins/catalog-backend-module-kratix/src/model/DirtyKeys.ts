import { promiseNameOf } from './objectKeys';

/** The keys of objects whose entities may have changed since they were published. */
export class DirtyKeys {
  readonly #keys = new Set<string>();

  get size(): number {
    return this.#keys.size;
  }

  mark(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#keys.add(key);
    }
  }

  /** Returns the keys, Promises first, and clears them. */
  take(): string[] {
    const keys = [...this.#keys];
    this.#keys.clear();
    return [
      ...keys.filter(key => promiseNameOf(key) !== undefined),
      ...keys.filter(key => promiseNameOf(key) === undefined),
    ];
  }
}
