import { NameRegistry, type NameClaim } from './NameRegistry';

/** What wants to be called a name, and may have one that somebody chose for it. */
export interface ComponentClaim extends NameClaim {
  /** In lower case. */
  chosen?: string;
}

/**
 * The names of Components: those that follow from what the objects are, and above these the ones that annotations choose (G8).
 *
 * A choice never takes a name from anybody: it yields to whatever has the name by what it is, to an older choice, and to entities of others in the
 * catalog. Who has a chosen name keeps the claim to their own as well, so that nobody else is renamed by a choice that comes or goes.
 */
export class ComponentNames {
  readonly #own = new NameRegistry();
  readonly #chosen = new NameRegistry();
  /** Names that entities of others have. */
  readonly #foreign = new Set<string>();

  /** @returns the keys of others that have another name since, or may have */
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

  /** @returns the keys of others that have another name since, or may have */
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
   * Gives up a chosen name that an entity of somebody else has.
   *
   * @returns the key of what has another name since
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
   * Forgets what others have: they may have it no more.
   *
   * @returns the keys of what has another name since, or may have
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
