import { NameRegistry, type NameClaim } from './NameRegistry';

/** A claim to a default name, and optionally to a name that an annotation chooses. */
export interface ComponentClaim extends NameClaim {
  /** The chosen name in lower case. */
  chosen?: string;
}

/**
 * Assigns the names of Components: the default names, and the names that annotations choose instead (G8).
 *
 * A chosen name never takes a name away from another entity. In these cases the object does not get its chosen name: it is the default name of another object, an older object has chosen it,
 * or an entity of another source in the catalog has it. An object with a chosen name keeps the claim to its default name, so that adding or removing the
 * annotation renames no other object.
 */
export class ComponentNames {
  readonly #own = new NameRegistry();
  readonly #chosen = new NameRegistry();
  /** Names that entities of other sources have. */
  readonly #foreign = new Set<string>();

  /** @returns the keys of other objects that were or may have been renamed */
  claim({ chosen, ...claim }: ComponentClaim): string[] {
    const { key, wanted, createdAt } = claim;
    const before = this.#own.wantedBy(key);
    const renamed = [
      ...this.#own.claim(claim),
      ...(chosen === undefined || chosen === wanted
        ? this.#chosen.release(key)
        : this.#chosen.claim({ key, wanted: chosen, createdAt })),
    ];
    return [...renamed, ...this.#choosersOf(before, wanted)];
  }

  /** @returns the keys of other objects that were or may have been renamed */
  release(key: string): string[] {
    const before = this.#own.wantedBy(key);
    return [
      ...this.#own.release(key),
      ...this.#chosen.release(key),
      ...this.#choosersOf(before),
    ];
  }

  /** The name; undefined for a key without a claim. */
  nameOf(key: string): string | undefined {
    const chosen = this.#chosen.wantedBy(key);
    const isFree =
      chosen !== undefined &&
      this.#chosen.holderOf(chosen) === key &&
      this.#own.holderOf(chosen) === undefined &&
      !this.#foreign.has(chosen);
    return isFree ? chosen : this.#own.nameOf(key);
  }

  /**
   * Gives up a chosen name because an entity of another source has it.
   *
   * @returns the key of the object that was renamed
   */
  yieldName(name: string): string | undefined {
    const key = this.#chosen.holderOf(name);
    if (key === undefined || this.nameOf(key) !== name) {
      return undefined;
    }
    this.#foreign.add(name);
    return key;
  }

  /**
   * Forgets the names that entities of other sources had, because these names may be free now.
   *
   * @returns the keys of objects that were or may have been renamed
   */
  reclaim(): string[] {
    const names = [...this.#foreign];
    this.#foreign.clear();
    return this.#choosersOf(...names);
  }

  #choosersOf(...names: (string | undefined)[]): string[] {
    return names
      .map(name =>
        name === undefined ? undefined : this.#chosen.holderOf(name),
      )
      .filter(key => key !== undefined);
  }
}
