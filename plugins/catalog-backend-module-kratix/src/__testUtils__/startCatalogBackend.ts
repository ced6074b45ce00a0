import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templateModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { createCatalogModuleKratix } from '../module';
import { eventually } from './eventually';

/** Longer than any test, so that no run ends in the middle of one. */
const RUN = { runMs: 600_000, runTimeoutMs: 900_000 };

/** A Backstage backend with a real catalog, a real scheduler and our module, called over HTTP. */
export interface CatalogBackend {
  /** All log lines of level info and above. */
  logs: string[];
  entity(ref: string): Promise<Entity | undefined>;
  /** All entities that match a filter of the catalog's API, such as `kind=component`. */
  entities(filter: string): Promise<Entity[]>;
  /** Waits until the catalog has the entity and the entity fulfils the condition. */
  eventually(
    ref: string,
    isRight?: (entity: Entity) => boolean,
  ): Promise<Entity>;
  eventuallyGone(ref: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param options - several backends with the same `database` are replicas of one portal */
export async function startCatalogBackend(options: {
  config: JsonObject;
  database?: Knex;
  features?: BackendFeature[];
}): Promise<CatalogBackend> {
  const logs: string[] = [];
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: options.config }),
      recordingLogger(logs),
      schedulerServiceFactory,
      ...(options.database ? [sharedDatabase(options.database)] : []),
      catalogPlugin,
      templateModel,
      createCatalogModuleKratix(RUN),
      ...(options.features ?? []),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/catalog`;
  const get = (path: string) =>
    fetch(`${url}${path}`, {
      headers: { authorization: mockCredentials.user.header() },
    });
  const entity = async (ref: string) => {
    const [, kind, namespace, name] = /^(.+):(.+)\/(.+)$/.exec(ref) ?? [];
    const answer = await get(
      `/entities/by-name/${kind}/${namespace}/${encodeURIComponent(name)}`,
    );
    return answer.status === 404
      ? undefined
      : ((await answer.json()) as Entity);
  };
  return {
    logs,
    entity,
    entities: async filter =>
      (await get(`/entities?filter=${encodeURIComponent(filter)}`)).json(),
    eventually: (ref, isRight = () => true) =>
      eventually(`${ref} to be in the catalog`, async () => {
        const found = await entity(ref);
        return found && isRight(found) ? found : undefined;
      }),
    eventuallyGone: async ref => {
      await eventually(`${ref} to be gone`, async () =>
        (await entity(ref)) ? undefined : true,
      );
    },
    stop: () => backend.stop(),
  };
}

function recordingLogger(logs: string[]) {
  const logger: LoggerService = {
    error: (message, meta) => logs.push(`error ${message} ${meta ?? ''}`),
    warn: (message, meta) => logs.push(`warn ${message} ${meta ?? ''}`),
    info: message => logs.push(`info ${message}`),
    debug: () => undefined,
    child: () => logger,
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

function sharedDatabase(database: Knex) {
  return createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: () => ({ getClient: async () => database }),
  });
}
