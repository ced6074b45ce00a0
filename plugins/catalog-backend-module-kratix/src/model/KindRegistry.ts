import type { PromiseKind } from '../platform/PromiseKind';
import type { PromiseObject } from '../platform/PromiseObject';
import { DefinitionClaims, type ContestedKind } from './DefinitionClaims';

/** A kind whose Promise or version has changed. */
export interface KindChange {
  before: PromiseKind | undefined;
  kind: PromiseKind;
}

/**
 * The kinds of Promises. A kind belongs to the Promise in the label of its definition. If several Promises define a kind, Kratix writes each of them into the label
 * in turn. Such a kind belongs to the oldest Promise, even if the label has another Promise.
 */
export class KindRegistry {
  readonly #labelled = new Map<string, PromiseKind>();
  readonly #kinds = new Map<string, PromiseKind>();
  readonly #claims = new DefinitionClaims();

  get size(): number {
    return this.#kinds.size;
  }

  get(id: string): PromiseKind | undefined {
    return this.#kinds.get(id);
  }

  ofPromise(promiseName: string): PromiseKind[] {
    return [...this.#kinds.values()].filter(
      kind => kind.promiseName === promiseName,
    );
  }

  /** The Promises that define a kind, the oldest first. */
  promisesOf(kindId: string): string[] {
    return this.#claims.promisesOf(kindId);
  }

  /** The kinds that several Promises define. */
  get contested(): ContestedKind[] {
    return this.#claims.contested;
  }

  set(kind: PromiseKind): KindChange | undefined {
    this.#labelled.set(kind.id, kind);
    return this.resolve(kind.id);
  }

  remove(id: string): void {
    this.#labelled.delete(id);
    this.#kinds.delete(id);
  }

  /** @returns the ids of the kinds whose Promises have changed, which have to be resolved */
  setPromise(promise: PromiseObject): string[] {
    return this.#claims.set(promise);
  }

  /** @returns the ids of the kinds whose Promises have changed, which have to be resolved */
  removePromise(name: string): string[] {
    return this.#claims.remove(name);
  }

  /** Finds the Promise of a kind after a change. */
  resolve(id: string): KindChange | undefined {
    const labelled = this.#labelled.get(id);
    if (!labelled) {
      return undefined;
    }
    const promiseNames = this.#claims.promisesOf(id);
    const kind = {
      ...labelled,
      promiseName:
        promiseNames.length > 1 ? promiseNames[0] : labelled.promiseName,
    };
    const before = this.#kinds.get(id);
    if (
      before?.promiseName === kind.promiseName &&
      before.version === kind.version &&
      before.kind === kind.kind
    ) {
      return undefined;
    }
    this.#kinds.set(id, kind);
    return { before, kind };
  }
}
