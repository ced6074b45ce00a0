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

/** As much of a catalog as a provider meets, in memory, with a record of what it was sent. */
export class MemoryCatalog {
  readonly mutations: EntityProviderMutation[] = [];
  readonly entities = new Map<string, Entity>();
  /** Every number of entities there ever was. */
  readonly sizes: number[] = [];
  #failures = 0;

  get refs(): string[] {
    return [...this.entities.keys()].sort();
  }

  /** The next mutations do not go well. */
  failNext(times: number): void {
    this.#failures = times;
  }

  readonly connection: EntityProviderConnection = {
    applyMutation: async mutation => {
      if (this.#failures > 0) {
        this.#failures -= 1;
        throw new Error('the database is away');
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
    const there = this.entities.get(ref);
    if (there && !isOurs(there)) {
      throw new Error(`${ref} is of somebody else`);
    }
    this.entities.set(ref, entity);
  }
}

function isOurs(entity: Entity): boolean {
  return (
    entity.metadata.annotations?.[ANNOTATION_LOCATION] === 'kratix:platform'
  );
}
