import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { COMPONENT_PREFIX } from '../entities/customisation';
import type { PlatformModel } from '../model/PlatformModel';
import { PublishedEntities } from '../model/PublishedEntities';
import type { CatalogLookup } from './CatalogLookup';

/** The number of entities that a message lists by name. Further entities are only counted. */
const NAMED = 5;

/** Sends the model's entities to the catalog: all entities, or only the changed entities. */
export class EntityPublisher {
  readonly #connection: EntityProviderConnection;
  readonly #lookup: CatalogLookup;
  readonly #model: PlatformModel;
  readonly #logger: LoggerService;
  /** The catalog compares this key on each write, so that no other provider replaces our entities, and we do not replace entities of other providers. */
  readonly #locationKey: string;
  readonly #published = new PublishedEntities();
  /** References of our entities that another source already has in the catalog, with that source's location. */
  #steppedBack = new Map<string, string>();

  constructor(options: {
    connection: EntityProviderConnection;
    lookup: CatalogLookup;
    model: PlatformModel;
    logger: LoggerService;
    locationKey: string;
  }) {
    this.#connection = options.connection;
    this.#lookup = options.lookup;
    this.#model = options.model;
    this.#logger = options.logger;
    this.#locationKey = options.locationKey;
  }

  /** The number of entities that the catalog has from this provider. */
  get size(): number {
    return this.#published.size;
  }

  /**
   * Replaces all entities of this provider with the entities of the model. It keeps the published entities that `isKept` selects, because their objects could
   * not be listed.
   */
  async publishAll(
    isKept: ((entity: Entity) => boolean) | undefined,
  ): Promise<void> {
    this.#model.reclaimNames();
    const dirty = this.#model.takeDirty();
    try {
      const objects = this.#build(this.#model.keys());
      const kept = isKept ? (await this.#lookup.ours()).filter(isKept) : [];
      await this.#stepBack(objects, () => true);
      const entities = new Map(
        [...kept, ...[...objects.values()].flat()].map(
          entity => [stringifyEntityRef(entity), entity] as const,
        ),
      );
      await this.#apply({
        type: 'full',
        entities: [...entities.values()].map(entity => ({
          entity,
          locationKey: this.#locationKey,
        })),
      });
      this.#published.clear();
      this.#published.compare(objects).commit();
    } catch (error) {
      this.#model.returnDirty(dirty);
      throw error;
    }
  }

  /** Sends the changed entities of these objects in one mutation. Sends nothing if no entity has changed. */
  async publishChanges(keys: readonly string[]): Promise<void> {
    try {
      const objects = this.#build(keys);
      await this.#stepBack(objects, ref => !this.#published.has(ref));
      const changes = this.#published.compare(objects);
      if (changes.added.length > 0 || changes.removed.length > 0) {
        await this.#apply({
          type: 'delta',
          added: changes.added.map(entity => ({
            entity,
            locationKey: this.#locationKey,
          })),
          removed: changes.removed.map(entityRef => ({ entityRef })),
        });
      }
      changes.commit();
    } catch (error) {
      this.#model.returnDirty(keys);
      throw error;
    }
  }

  async #apply(
    mutation: Parameters<EntityProviderConnection['applyMutation']>[0],
  ): Promise<void> {
    await this.#connection.applyMutation(mutation);
    this.#logger.debug(
      mutation.type === 'full'
        ? `Sent a full mutation of ${mutation.entities.length} entities`
        : `Sent a delta mutation: ${mutation.added.length} added or changed, ${mutation.removed.length} removed`,
    );
  }

  #build(keys: readonly string[]): Map<string, Entity[]> {
    return new Map(keys.map(key => [key, this.#model.entitiesOf(key)]));
  }

  /**
   * Leaves out entities that the catalog already has from another source, for example SKE's own entities of the same Promise. For such an entity, the catalog would
   * reject our entity or, if the other entity has no location key, replace the other entity.
   */
  async #stepBack(
    objects: Map<string, Entity[]>,
    isChecked: (ref: string) => boolean,
  ): Promise<void> {
    const refs = [...objects.values()]
      .flat()
      .map(entity => stringifyEntityRef(entity))
      .filter(isChecked);
    if (refs.length === 0) {
      return;
    }
    const others = await this.#lookup.ownedByOthers(refs);
    if (this.#yieldNames(objects, others)) {
      // Another source may also have entities with the default names.
      await this.#stepBack(objects, isChecked);
      return;
    }
    this.#report(others);
    for (const [key, entities] of objects) {
      if (entities.some(entity => others.has(stringifyEntityRef(entity)))) {
        objects.set(
          key,
          entities.filter(entity => !others.has(stringifyEntityRef(entity))),
        );
      }
    }
    refs.forEach(ref => this.#steppedBack.delete(ref));
    this.#steppedBack = new Map([...this.#steppedBack, ...others]);
  }

  /** If an entity of another source has the chosen name of an entity, the entity gets its default name and is built again. */
  #yieldNames(
    objects: Map<string, Entity[]>,
    others: ReadonlyMap<string, string>,
  ): boolean {
    let isAny = false;
    for (const [ref, location] of others) {
      const { kind, name } = parseEntityRef(ref);
      const key = kind === 'component' && this.#model.yieldName(name);
      if (key) {
        isAny = true;
        objects.set(key, this.#model.entitiesOf(key));
        if (!this.#steppedBack.has(ref)) {
          this.#logger.warn(
            `The annotation ${COMPONENT_PREFIX}name of ${key} is ignored, because ${ref} from ${location} already has this name.`,
          );
        }
        this.#steppedBack.set(ref, location);
      }
    }
    return isAny;
  }

  #report(others: ReadonlyMap<string, string>): void {
    const fresh = [...others].filter(([ref]) => !this.#steppedBack.has(ref));
    if (fresh.length === 0) {
      return;
    }
    const named = fresh
      .slice(0, NAMED)
      .map(([ref, location]) => `${ref} (${location})`)
      .join(', ');
    const more =
      fresh.length > NAMED ? `, and ${fresh.length - NAMED} more` : '';
    this.#logger.info(
      `Another source already provides these entities, so this provider does not: ${named}${more}.`,
    );
  }
}
