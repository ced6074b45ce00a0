import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/**
 * Does nothing. Backends with an old SKE plugin add it next to the plugin, which now provides the actions itself.
 *
 * @deprecated Remove the line `backend.add(scaffolderModuleSkeExtensions)`.
 * @public
 */
export const scaffolderModuleSkeExtensions = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ske-extensions',
  register(env) {
    env.registerInit({
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.info(
          'scaffolderModuleSkeExtensions does nothing, because the ske plugin brings its actions itself. Remove its line from the backend.',
        );
      },
    });
  },
});
