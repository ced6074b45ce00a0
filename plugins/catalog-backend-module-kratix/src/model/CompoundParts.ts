import type { ResourceFacts } from '../entities/ResourceFacts';

/** The identity of a compound request, from the labels on its parts. */
type Whole = NonNullable<ResourceFacts['parent']>;

/** Maps each compound request to the requests that its pipeline created. */
export class CompoundParts {
  readonly #parts = new Map<string, Set<string>>();

  /** @param key - the key of the part */
  move(key: string, from: Whole | undefined, to: Whole | undefined): void {
    if (from) {
      const parts = this.#parts.get(wholeKey(from));
      parts?.delete(key);
      if (parts?.size === 0) {
        this.#parts.delete(wholeKey(from));
      }
    }
    if (to) {
      const parts = this.#parts.get(wholeKey(to)) ?? new Set();
      this.#parts.set(wholeKey(to), parts.add(key));
    }
  }

  /** Returns the keys of the parts. */
  of(whole: Whole): Iterable<string> {
    return this.#parts.get(wholeKey(whole)) ?? [];
  }
}

function wholeKey({ promiseName, namespace, name }: Whole): string {
  return `${promiseName}/${namespace}/${name}`;
}
