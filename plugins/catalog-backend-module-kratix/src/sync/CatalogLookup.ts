import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** The catalog accepts any number of references, but the body of a request is limited. */
const REFS_PER_REQUEST = 500;
const ENTITIES_PER_PAGE = 500;

/** Reads the entities of this provider and of other sources from the catalog. */
export class CatalogLookup {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #location: string;

  /** @param options - `location` is the location of this provider's entities */
  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    location: string;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#location = options.location;
  }

  /**
   * Finds the entities that the catalog already has from another source, for example from SKE's pipeline.
   *
   * @returns locations by entity reference
   */
  async ownedByOthers(refs: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let at = 0; at < refs.length; at += REFS_PER_REQUEST) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(at, at + REFS_PER_REQUEST),
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.annotations',
          ],
        },
        await this.#credentials(),
      );
      for (const entity of items) {
        const location = entity?.metadata.annotations?.[ANNOTATION_LOCATION];
        if (entity && location !== this.#location) {
          found.set(stringifyEntityRef(entity), location ?? 'unknown');
        }
      }
    }
    return found;
  }

  /** Returns all entities of this provider without the fields that the catalog adds, so that they can be sent again. */
  async ours(): Promise<Entity[]> {
    const entities: Entity[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: ENTITIES_PER_PAGE }
          : {
              filter: {
                [`metadata.annotations.${ANNOTATION_LOCATION}`]: this.#location,
              },
              limit: ENTITIES_PER_PAGE,
            },
        await this.#credentials(),
      );
      entities.push(...page.items.map(asSent));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return entities;
  }

  async #credentials() {
    return { credentials: await this.#auth.getOwnServiceCredentials() };
  }
}

/** Removes the fields that the catalog adds. */
function asSent(entity: Entity): Entity {
  const {
    relations: _,
    status: __,
    metadata,
    ...rest
  } = entity as Entity & {
    status?: unknown;
  };
  const { uid: ___, etag: ____, generation: _____, ...kept } = metadata;
  return { ...rest, metadata: kept };
}
