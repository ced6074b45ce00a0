import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { readProviderConfigs } from './config/readProviderConfigs';
import {
  KratixEntityProvider,
  type KratixEntityProviderOptions,
} from './KratixEntityProvider';
import { hasPlatformAccess } from './visibility/hasPlatformAccess';

/** @param options - replaces the product's times in tests */
export function createCatalogModuleKratix(
  options?: KratixEntityProviderOptions,
) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'kratix',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          discovery: coreServices.discovery,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          permissionsRegistry: coreServices.permissionsRegistry,
          processing: catalogProcessingExtensionPoint,
          scheduler: coreServices.scheduler,
        },
        async init({
          config,
          lifecycle,
          permissionsRegistry,
          processing,
          ...services
        }) {
          permissionsRegistry.addPermissionRules([hasPlatformAccess]);
          for (const provider of readProviderConfigs(config)) {
            const { id, cluster } = provider;
            const entityProvider = new KratixEntityProvider(
              provider,
              services,
              options,
            );
            processing.addEntityProvider(entityProvider);
            lifecycle.addShutdownHook(() => entityProvider.close());
            services.logger.info(
              `Kratix provider ${id} watches cluster ${cluster.name} at ${cluster.url}. It authenticates with ${cluster.identity.source}.`,
            );
            if (cluster.tls.skipVerify) {
              services.logger.warn(
                `TLS verification is off for cluster ${cluster.name} (skipTLSVerify), so an attacker on the network can read the token of the catalog's ServiceAccount. Set caFile or caData instead.`,
              );
            }
          }
        },
      });
    },
  });
}

/**
 * Keeps the catalog up to date with Kratix platform clusters by watch. Each entry of `catalog.providers.kratix` becomes a provider.
 *
 * @public
 */
export const catalogModuleKratix = createCatalogModuleKratix();
