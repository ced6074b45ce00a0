import type { ResourceFacts } from '../entities/ResourceFacts';

/** The resource requests of all kinds, by key. */
export class ResourceStore {
  readonly #byKind = new Map<string, Map<string, ResourceFacts>>();
  readonly #kindOf = new Map<string, string>();

  get size(): number {
    return this.#kindOf.size;
  }

  keys(): Iterable<string> {
    return this.#kindOf.keys();
  }

  has(key: string): boolean {
    return this.#kindOf.has(key);
  }

  /** The id of the kind of a request; undefined if there is no such request. */
  kindOf(key: string): string | undefined {
    return this.#kindOf.get(key);
  }

  get(key: string): ResourceFacts | undefined {
    return this.#byKind.get(this.#kindOf.get(key) ?? '')?.get(key);
  }

  ofKind(kindId: string): ReadonlyMap<string, ResourceFacts> {
    return this.#byKind.get(kindId) ?? new Map();
  }

  set(kindId: string, key: string, resource: ResourceFacts): void {
    const ofKind = this.#byKind.get(kindId) ?? new Map();
    this.#byKind.set(kindId, ofKind.set(key, resource));
    this.#kindOf.set(key, kindId);
  }

  delete(key: string): void {
    const kindId = this.#kindOf.get(key) ?? '';
    const ofKind = this.#byKind.get(kindId);
    ofKind?.delete(key);
    if (ofKind?.size === 0) {
      this.#byKind.delete(kindId);
    }
    this.#kindOf.delete(key);
  }
}
