import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { readSessionKeys } from '@kratix-portal/plugin-ske-node';
import {
  CARD_KEYS,
  readRequestedProviders,
  readUnknownCardKeys,
} from './config/requestedProviders';
import {
  createOidcProviderFactory,
  reportProviders,
  warnOfOwnResolvers,
  YieldingProviders,
} from './providers';
import { KeptIdTokens, RefreshStore, SharedRefreshes } from './refreshes';
import { startSessions } from './sessions';

/**
 * The module of Backstage's `auth` plugin that provides OIDC sign-in from configuration.
 *
 * @remarks
 *
 * Each `oidcTokenProvider` of a cluster in `kubernetes.clusterLocatorMethods[type: config].clusters` and each id under
 * `ske.auth.providers` becomes an auth provider of that id, configured in `auth.providers.<id>.<environment>`. A provider
 * that another module registers under the same id takes precedence, even if it is registered later.
 *
 * @example
 *
 * ```ts
 * backend.add(import('@kratix-portal/plugin-auth-backend-module-ske'));
 * ```
 *
 * @public
 */
export const authModuleSke = createBackendModule({
  pluginId: 'auth',
  moduleId: 'ske',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { providers, config, database, lifecycle, logger } = deps;
        const requested = readRequestedProviders(config);
        const environment =
          config.getOptionalString('auth.environment') ?? 'development';
        const yielding = YieldingProviders.on(providers, providerId =>
          warnOfOwnResolvers({ providerId, config, environment, logger }),
        );
        const store = await RefreshStore.create(database);
        const refreshes = new SharedRefreshes({ store, logger });
        const idTokens = new KeptIdTokens({ store, logger });
        const sessionMode = await startSessions(deps);
        for (const { id } of requested.filter(each => each.configured)) {
          yielding.register(
            id,
            createOidcProviderFactory({
              rootConfig: config,
              refreshes,
              idTokens,
              sessionMode,
            }),
          );
        }

        for (const path of readUnknownCardKeys(config)) {
          logger.warn(
            `${path} is not a key of a sign-in card, so it has no effect. Remove it, or correct its name. The keys are ${CARD_KEYS.join(', ')}.`,
          );
        }

        // The ids that the integrator's own modules registered are known only after start.
        lifecycle.addStartupHook(() =>
          reportProviders({
            requested,
            providers: yielding,
            environment,
            hidesTokens:
              sessionMode !== undefined || readSessionKeys(config).length > 0,
            logger,
          }),
        );
      },
    });
  },
});
