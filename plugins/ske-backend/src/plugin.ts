import {
  coreServices,
  createBackendFeatureLoader,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  createPlatformServices,
  createSessionEnds,
  createSessionTokens,
  internalRoutes,
  PlatformClient,
  type PlatformConfig,
  PlatformMetrics,
  readSkeConfig,
  registerPermissions,
  ResourcePermissions,
} from '@kratix-portal/plugin-ske-node';
import { scaffolderModule } from './actions';
import { registerAgentActions } from './agentActions';
import { CachedHttpAuthService } from './callers';
import { readUserLimits, UserLimits } from './limits';
import {
  createProviderRouter,
  PendingRequests,
  PendingRequestStore,
  readPendingRequestsConfig,
  TaskFailures,
  TaskResults,
} from './pendingRequests';
import { createRouter, ownedPathPatterns } from './routers';

/**
 * The `ske` plugin: HTTP routes that act on the platform cluster with the user's identity.
 *
 * @public
 */
export const skePlugin = createBackendPlugin({
  pluginId: 'ske',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        meter: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { auditor, config, httpRouter, lifecycle, logger } = deps;
        const { platform, kinds, permissionMemoryMs, warnings } =
          readSkeConfig(config);
        const limits = readUserLimits(config);
        const pendingConfig = readPendingRequestsConfig(config);
        warnings.forEach(warning => logger.warn(warning));
        const client = new PlatformClient({ platform });
        const metrics = new PlatformMetrics({ meter: deps.meter, client });
        registerPermissions(deps.permissionsRegistry);
        registerAgentActions(deps);
        const services = createPlatformServices({
          platform,
          client,
          permissions: new ResourcePermissions({
            permissions: deps.permissions,
            permissionsRegistry: deps.permissionsRegistry,
            rememberMs: permissionMemoryMs,
          }),
          auditor,
          config,
          metrics,
          sessionTokens: createSessionTokens(deps),
          sessionEnds: createSessionEnds(deps),
          kinds,
          logger,
        });
        lifecycle.addShutdownHook(async () => {
          services.endStreams();
          await client.close();
        });
        const store = await PendingRequestStore.create(deps.database);
        const results = new TaskResults(deps);
        const pending = new PendingRequests({
          cluster: platform.name,
          checks: services.requests,
          store,
          config: pendingConfig,
          taskFailures: new TaskFailures({ store, results, logger }),
          logger,
        });
        httpRouter.use(
          createProviderRouter({ httpAuth: deps.httpAuth, logger, pending }),
        );
        httpRouter.use(
          createRouter({
            auditor,
            httpAuth: new CachedHttpAuthService({ httpAuth: deps.httpAuth }),
            limits: new UserLimits({ limits }),
            logger,
            metrics,
            pending,
            services,
            impersonates:
              platform.identity.mode === 'user' &&
              platform.identity.impersonation !== undefined,
          }),
        );
        // On these paths our routers verify the callers. They reject expired tokens before the verification.
        [...ownedPathPatterns, internalRoutes.prefix].forEach(path =>
          httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' }),
        );
        logger.info(
          `Acting on cluster ${platform.name} at ${platform.url} as ${describeIdentity(platform)}`,
        );
      },
    });
  },
});

function describeIdentity({ identity }: PlatformConfig): string {
  if (identity.mode !== 'user') {
    return identity.source;
  }
  const { tokenExchange, impersonation, oidcTokenProvider } = identity;
  const { furtherTokenProviders = [] } = identity;
  const providers = [oidcTokenProvider, ...furtherTokenProviders].join(' or ');
  const mode = `(ske.auth.mode: ${identity.authMode ?? 'tok'})`;
  if (impersonation) {
    return `each user whom ${oidcTokenProvider} has authenticated, with the account of ${impersonation.path} ${mode}`;
  }
  return tokenExchange
    ? `each user, with a token of ${tokenExchange.providerId} that is exchanged for the one of ${oidcTokenProvider} ${mode}`
    : `each user, with the access token of ${providers} ${mode}`;
}

/**
 * The plugin and its scaffolder actions, which `backend.add(import('@kratix-portal/plugin-ske-backend'))` installs.
 *
 * @public
 */
export const skeFeatures = createBackendFeatureLoader({
  loader() {
    return [skePlugin, scaffolderModule];
  },
});
