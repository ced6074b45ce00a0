import { createHash } from 'node:crypto';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';

/** The changes that bring the catalog up to date with some objects. */
export interface EntityChanges {
  added: Entity[];
  /** Entity references. */
  removed: string[];
  /** Called when the catalog has accepted the changes. */
  commit(): void;
}

interface Published {
  /** The key of the entity's object. */
  key: string;
  hash: string;
}

/** Stores which entities the catalog has from this provider, so that only differences are sent. */
export class PublishedEntities {
  readonly #byRef = new Map<string, Published>();
  readonly #refsOf = new Map<string, string[]>();

  get size(): number {
    return this.#byRef.size;
  }

  has(ref: string): boolean {
    return this.#byRef.has(ref);
  }

  /** Compares the entities of these objects with the published ones. Other objects are ignored. */
  compare(objects: ReadonlyMap<string, readonly Entity[]>): EntityChanges {
    const wanted = new Map<string, Published>();
    const added: Entity[] = [];
    for (const [key, entities] of objects) {
      for (const entity of entities) {
        const ref = stringifyEntityRef(entity);
        const hash = hashOf(entity);
        wanted.set(ref, { key, hash });
        if (this.#byRef.get(ref)?.hash !== hash) {
          added.push(entity);
        }
      }
    }
    const removed = [...objects.keys()]
      .flatMap(key => this.#refsOf.get(key) ?? [])
      // Another object may have taken over the name.
      .filter(ref => !wanted.has(ref) && this.#isOf(ref, objects));
    return {
      added,
      removed,
      commit: () => this.#commit(objects, wanted, removed),
    };
  }

  /** Forgets everything. Called when a full mutation has replaced all entities. */
  clear(): void {
    this.#byRef.clear();
    this.#refsOf.clear();
  }

  #isOf(ref: string, objects: ReadonlyMap<string, unknown>): boolean {
    const published = this.#byRef.get(ref);
    return published !== undefined && objects.has(published.key);
  }

  #commit(
    objects: ReadonlyMap<string, readonly Entity[]>,
    wanted: ReadonlyMap<string, Published>,
    removed: readonly string[],
  ): void {
    removed.forEach(ref => this.#byRef.delete(ref));
    for (const [ref, published] of wanted) {
      this.#byRef.set(ref, published);
    }
    for (const [key, entities] of objects) {
      if (entities.length === 0) {
        this.#refsOf.delete(key);
      } else {
        this.#refsOf.set(
          key,
          entities.map(entity => stringifyEntityRef(entity)),
        );
      }
    }
  }
}

function hashOf(entity: Entity): string {
  return createHash('sha1').update(JSON.stringify(entity)).digest('base64');
}
