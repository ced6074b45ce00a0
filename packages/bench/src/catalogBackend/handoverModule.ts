import { readFile } from 'node:fs/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';

/** The configuration key for the path of the file with the entities. */
export const HANDOVER_FILE = 'bench.handoverFile';

/**
 * A provider that hands over the entities of a file in one mutation, and does nothing else. It shows how long Backstage's catalog itself takes for
 * the entities of our module.
 */
export const handoverModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'handover',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ config, processing }) {
        const file = config.getOptionalString(HANDOVER_FILE);
        if (file === undefined) {
          return;
        }
        const entities: Entity[] = JSON.parse(await readFile(file, 'utf8'));
        processing.addEntityProvider({
          getProviderName: () => 'handover',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: entities.map(entity => ({
                entity,
                locationKey: 'handover',
              })),
            }),
        });
      },
    });
  },
});
