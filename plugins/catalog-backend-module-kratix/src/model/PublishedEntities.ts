import { createHash } from 'node:crypto';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';

/** What has to be sent so that the catalog has what follows from some objects. */
export interface EntityChanges {
  added: Entity[];
  /** Entity references. */
  removed: string[];
  /** Tells that the catalog has it. */
  commit(): void;
}

interface Published {
  /** Of the object that the entity is of. */
  key: string;
  hash: string;
}

/** What the catalog has from us, so that only what differs is sent. */
export class PublishedEntities {
  readonly #byRef = new Map<string, Published>();
  readonly #refsOf = new Map<string, string[]>();

  get size(): number {
    return this.#byRef.size;
  }

  has(ref: string): boolean {
    return this.#byRef.has(ref);
  }

  /** What differs for these objects, and for no others. */
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
      // Another object may have taken the name over.
      .filter(ref => !wanted.has(ref) && this.#isOf(ref, objects));
    return {
      added,
      removed,
      commit: () => this.#commit(objects, wanted, removed),
    };
  }

  /** Begins anew: what is published from now on is all that the catalog has. */
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
