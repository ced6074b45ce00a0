import type { ResourceFacts } from '../entities/ResourceFacts';

/** A request, as the labels on its parts name it. */
type Whole = NonNullable<ResourceFacts['parent']>;

/** Which requests a compound Promise's pipeline made for which request. */
export class CompoundParts {
  readonly #parts = new Map<string, Set<string>>();

  /** @param key - of the part */
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

  /** The keys of the parts. */
  of(whole: Whole): Iterable<string> {
    return this.#parts.get(wholeKey(whole)) ?? [];
  }
}

function wholeKey({ promiseName, namespace, name }: Whole): string {
  return `${promiseName}/${namespace}/${name}`;
}
