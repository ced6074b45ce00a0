import {
  ANNOTATION_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** The parts of a catalog that a provider uses, in memory, with a record of the mutations. */
export class MemoryCatalog {
  readonly mutations: EntityProviderMutation[] = [];
  readonly entities = new Map<string, Entity>();
  /** The number of entities after each mutation. */
  readonly sizes: number[] = [];
  #failures = 0;

  get refs(): string[] {
    return [...this.entities.keys()].sort();
  }

  /** Makes the next mutations fail. */
  failNext(times: number): void {
    this.#failures = times;
  }

  readonly connection: EntityProviderConnection = {
    applyMutation: async mutation => {
      if (this.#failures > 0) {
        this.#failures -= 1;
        throw new Error('the database is not available');
      }
      this.mutations.push(mutation);
      if (mutation.type === 'full') {
        for (const [ref, entity] of this.entities) {
          if (isOurs(entity)) {
            this.entities.delete(ref);
          }
        }
        mutation.entities.forEach(({ entity }) => this.#put(entity));
      } else {
        mutation.removed.forEach(each =>
          this.entities.delete(
            'entityRef' in each
              ? each.entityRef
              : stringifyEntityRef(each.entity),
          ),
        );
        mutation.added.forEach(({ entity }) => this.#put(entity));
      }
      this.sizes.push(this.entities.size);
    },
    refresh: async () => undefined,
  };

  readonly service = catalogServiceMock.mock({
    getEntitiesByRefs: async request => ({
      items: request.entityRefs.map(ref => this.entities.get(ref)),
    }),
    queryEntities: async () => {
      const items = [...this.entities.values()].filter(isOurs);
      return { items, totalItems: items.length, pageInfo: {} };
    },
  });

  #put(entity: Entity): void {
    const ref = stringifyEntityRef(entity);
    const existing = this.entities.get(ref);
    if (existing && !isOurs(existing)) {
      throw new Error(`${ref} belongs to another source`);
    }
    this.entities.set(ref, entity);
  }
}

function isOurs(entity: Entity): boolean {
  return (
    entity.metadata.annotations?.[ANNOTATION_LOCATION] === 'kratix:platform'
  );
}
