import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { createConfigureResourceAction } from './createConfigureResourceAction';
import { createDeleteResourceAction } from './createDeleteResourceAction';
import { createKeepIdentityAction } from './createKeepIdentityAction';
import { createRecordRequestAction } from './createRecordRequestAction';
import { createWriteManifestAction } from './createWriteManifestAction';
import { readSessionProvider } from './readSessionProvider';
import { TaskTokens } from './TaskTokens';

/**
 * The scaffolder module with the `ske:*` actions. It is installed together with the plugin.
 *
 * @public
 */
export const scaffolderModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ske',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, config, discovery, logger, scaffolder }) {
        const client = new SkeClient({ discoveryApi: discovery });
        const tokens = new TaskTokens({
          auth,
          discovery,
          providerId: readSessionProvider(config, logger),
        });
        scaffolder.addActions(
          createConfigureResourceAction({ client, tokens }),
          createDeleteResourceAction({ client, tokens }),
          createKeepIdentityAction({ tokens }),
          createRecordRequestAction({ client, tokens }),
          createWriteManifestAction(),
        );
      },
    });
  },
});
