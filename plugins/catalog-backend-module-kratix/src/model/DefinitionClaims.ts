import type { PromiseObject } from '../platform/PromiseObject';
import { kindIdOf } from './objectKeys';

/** A kind that several Promises define. */
export interface ContestedKind {
  kindId: string;
  /** The oldest Promise first. */
  promiseNames: string[];
}

/** Which Promises define which kind. Normally each kind has one Promise. Kratix does not prevent a second Promise with the same kind, and then the definition is overwritten for each of them in turn. */
export class DefinitionClaims {
  readonly #kindOf = new Map<string, string>();
  readonly #claims = new Map<string, Map<string, string>>();

  /** @returns the ids of the kinds whose claims have changed */
  set({ name, api, createdAt }: PromiseObject): string[] {
    const kindId = api && kindIdOf(api);
    const claims = this.#claims.get(kindId ?? '');
    if (kindId === this.#kindOf.get(name) && claims?.get(name) === createdAt) {
      return [];
    }
    const changed = this.remove(name);
    if (kindId === undefined) {
      return changed;
    }
    const ofKind = this.#claims.get(kindId) ?? new Map<string, string>();
    this.#claims.set(kindId, ofKind.set(name, createdAt));
    this.#kindOf.set(name, kindId);
    return [...changed, kindId];
  }

  /** @returns the ids of the kinds whose claims have changed */
  remove(name: string): string[] {
    const kindId = this.#kindOf.get(name);
    if (kindId === undefined) {
      return [];
    }
    this.#kindOf.delete(name);
    const claims = this.#claims.get(kindId);
    claims?.delete(name);
    if (claims?.size === 0) {
      this.#claims.delete(kindId);
    }
    return [kindId];
  }

  /** The Promises that define a kind, the oldest first. */
  promisesOf(kindId: string): string[] {
    return [...(this.#claims.get(kindId) ?? [])]
      .sort(([a, aCreatedAt], [b, bCreatedAt]) =>
        aCreatedAt === bCreatedAt
          ? a.localeCompare(b)
          : aCreatedAt.localeCompare(bCreatedAt),
      )
      .map(([name]) => name);
  }

  get contested(): ContestedKind[] {
    return [...this.#claims]
      .filter(([, claims]) => claims.size > 1)
      .map(([kindId]) => ({ kindId, promiseNames: this.promisesOf(kindId) }));
  }
}
