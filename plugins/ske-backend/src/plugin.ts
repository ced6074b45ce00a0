import {
  coreServices,
  createBackendFeatureLoader,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  createPlatformServices,
  PlatformClient,
  readSkeConfig,
} from '@kratix-portal/plugin-ske-node';
import { scaffolderModule } from './actions';
import { createRouter } from './routers';

/**
 * The `ske` plugin: HTTP routes that act on the platform cluster as the user.
 *
 * @public
 */
export const skePlugin = createBackendPlugin({
  pluginId: 'ske',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auditor, config, httpAuth, httpRouter, lifecycle, logger }) {
        const { platform, warnings } = readSkeConfig(config);
        warnings.forEach(warning => logger.warn(warning));
        const client = new PlatformClient({ platform });
        const services = createPlatformServices({ platform, client, auditor });
        lifecycle.addShutdownHook(async () => {
          services.endStreams();
          await client.close();
        });
        httpRouter.use(createRouter({ httpAuth, logger, services }));
        logger.info(
          `Acting on cluster ${platform.name} at ${platform.url} as ${
            platform.identity.mode === 'user'
              ? `each user, by the access token of ${platform.identity.oidcTokenProvider}`
              : platform.identity.source
          }`,
        );
      },
    });
  },
});

/**
 * Everything that `backend.add(import('@kratix-portal/plugin-ske-backend'))` installs: the plugin, and its scaffolder actions.
 *
 * @public
 */
export const skeFeatures = createBackendFeatureLoader({
  loader() {
    return [skePlugin, scaffolderModule];
  },
});
