import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { createConfigureResourceAction } from './createConfigureResourceAction';
import { createDeleteResourceAction } from './createDeleteResourceAction';
import { createRecordRequestAction } from './createRecordRequestAction';
import { createWriteManifestAction } from './createWriteManifestAction';

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
        discovery: coreServices.discovery,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ discovery, scaffolder }) {
        const client = new SkeClient({ discoveryApi: discovery });
        scaffolder.addActions(
          createConfigureResourceAction({ client }),
          createDeleteResourceAction({ client }),
          createRecordRequestAction({ client }),
          createWriteManifestAction(),
        );
      },
    });
  },
});
