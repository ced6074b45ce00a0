import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { createConfigureResourceAction } from './createConfigureResourceAction';
import { createDeleteResourceAction } from './createDeleteResourceAction';
import { createKeepIdentityAction } from './createKeepIdentityAction';
import { createRecordRequestAction } from './createRecordRequestAction';
import { createWriteManifestAction } from './createWriteManifestAction';
import { readSessionProviders } from './readSessionProviders';
import { TaskTokens } from './TaskTokens';

/** Whether the scaffolder continues the tasks of a process that has stopped. Reads the same configuration keys as the scaffolder itself. */
function readTaskRecovery(config: Config): boolean {
  return (
    config.getOptionalBoolean('scaffolder.taskRecovery.enabled') ??
    config.getOptionalBoolean('scaffolder.EXPERIMENTAL_recoverTasks') ??
    false
  );
}

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
        const [providerId, ...furtherProviderIds] =
          readSessionProviders(config, logger) ?? [];
        const tokens = new TaskTokens({
          auth,
          discovery,
          providerId,
          furtherProviderIds,
          recoversTasks: readTaskRecovery(config),
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
