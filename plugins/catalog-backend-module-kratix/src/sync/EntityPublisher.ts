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

/** Named in a message; more are counted. */
const NAMED = 5;

/** Brings the catalog what follows from the model: all of it, or what changed. */
export class EntityPublisher {
  readonly #connection: EntityProviderConnection;
  readonly #lookup: CatalogLookup;
  readonly #model: PlatformModel;
  readonly #logger: LoggerService;
  /** Of our entities in the catalog: by it the catalog keeps others from replacing them, and us from replacing others'. */
  readonly #locationKey: string;
  readonly #published = new PublishedEntities();
  /** Entity references that others have. */
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

  /** How many entities the catalog has from us. */
  get size(): number {
    return this.#published.size;
  }

  /**
   * Replaces all that the catalog has from us by what follows from the model, and by those of our entities that are to be kept: their objects could not
   * be listed, which says nothing about them.
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

  /** Sends what differs for these objects: one mutation, or none. */
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
   * Takes out what others already have: SKE's own entities of the same Promise, for instance. The catalog would refuse ours anyway, or take
   * theirs over where it comes from a provider without a location key.
   */
  async #stepBack(
    objects: Map<string, Entity[]>,
    isAsked: (ref: string) => boolean,
  ): Promise<void> {
    const refs = [...objects.values()]
      .flat()
      .map(entity => stringifyEntityRef(entity))
      .filter(isAsked);
    if (refs.length === 0) {
      return;
    }
    const others = await this.#lookup.ownedByOthers(refs);
    if (this.#yieldNames(objects, others)) {
      // Under their own names there may be others too.
      await this.#stepBack(objects, isAsked);
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

  /** An entity whose name an annotation chose has its own to fall back on; it is built anew. */
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
            `The annotation ${COMPONENT_PREFIX}name of ${key} asks for the name of ${ref} (${location}), so it is not followed`,
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
      `The catalog has these from elsewhere, so they are left as they are, and ours step back: ${named}${more}`,
    );
  }
}
