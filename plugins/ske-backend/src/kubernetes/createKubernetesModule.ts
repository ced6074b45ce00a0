import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type BackendFeature,
  type BackstageCredentials,
  coreServices,
  createBackendModule,
  createExtensionPoint,
  type HttpAuthService,
  type HttpRouterService,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  createSessionTokens,
  readAuthMode,
} from '@kratix-portal/plugin-ske-node';
import { readSessionClusters } from './readSessionClusters';
import {
  type AuthenticationStrategy,
  SessionStrategy,
} from './SessionStrategy';

/** The extension point of Backstage's Kubernetes plugin. It is declared again with the same id, because the package of that plugin is not a dependency of this package. */
const strategiesExtensionPoint = createExtensionPoint<{
  addAuthStrategy(key: string, strategy: AuthenticationStrategy): void;
}>({ id: 'kubernetes.auth-strategy' });

const SWITCH = 'ske.auth.session.kubernetesPlugin';

/**
 * The strategies that `@backstage/plugin-kubernetes-backend` exports.
 *
 * @public
 */
export interface KubernetesStrategies {
  /** For `authProvider: aks`. */
  AksStrategy: new () => object;
  /** For `authProvider: localKubectlProxy`. */
  AnonymousStrategy: new () => object;
  /** For `authProvider: aws`. */
  AwsIamStrategy: new (options: { config: Config }) => object;
  /** For `authProvider: azure`. */
  AzureIdentityStrategy: new (logger: LoggerService) => object;
  /** For `authProvider: googleServiceAccount`. */
  GoogleServiceAccountStrategy: new (options: { config: Config }) => object;
  /** For `authProvider: google`. */
  GoogleStrategy: new () => object;
  /** For `authProvider: oidc`. */
  OidcStrategy: new () => object;
  /** For `authProvider: serviceAccount`. */
  ServiceAccountStrategy: new () => object;
}

/**
 * Creates a module of Backstage's own Kubernetes plugin. In session mode, clusters with `authProvider: oidc` then get the token of the session of the
 * user who calls the plugin. The module needs `ske.auth.session.kubernetesPlugin: true`. In mode `tok` the module does nothing.
 *
 * @param strategies - the exports of Backstage's plugin, which drops its own strategies as soon as a module adds a strategy; this module adds them again
 *
 * @example
 *
 * ```ts
 * backend.add(import('@backstage/plugin-kubernetes-backend'));
 * backend.add(createKubernetesModule(import('@backstage/plugin-kubernetes-backend')));
 * ```
 *
 * @public
 */
export function createKubernetesModule(
  strategies: KubernetesStrategies | Promise<KubernetesStrategies>,
): BackendFeature {
  return createBackendModule({
    pluginId: 'kubernetes',
    moduleId: 'ske',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          config: coreServices.rootConfig,
          discovery: coreServices.discovery,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          logger: coreServices.logger,
          point: strategiesExtensionPoint,
        },
        async init(deps) {
          const { auth, config, discovery } = deps;
          if (readAuthMode(config) === 'tok') {
            return;
          }
          if (!config.getOptionalBoolean(SWITCH)) {
            throw new InputError(
              `${SWITCH} is not true, so the auth backend gives Backstage's Kubernetes plugin no token: set it to true, or remove createKubernetesModule from the backend`,
            );
          }
          const ofBackstage = createStrategies(await strategies, deps);
          const oidc = new SessionStrategy({
            ofBackstage: ofBackstage.oidc,
            clusters: readSessionClusters(config),
            auth,
            getCaller: followCallers(deps),
            sessionTokens: createSessionTokens({ auth, discovery }),
          });
          for (const [key, strategy] of Object.entries({
            ...ofBackstage,
            oidc,
          })) {
            deps.point.addAuthStrategy(key, strategy);
          }
        },
      });
    },
  });
}

/**
 * Returns a function that returns the verified credentials of the request that is served when it is called.
 *
 * Backstage passes the cluster and the tokens of the client to a strategy, but not the identity of the client. So a middleware stores the caller of each request
 * in an AsyncLocalStorage. Modules start before their plugin, so every request passes this middleware before it reaches a route of the plugin.
 */
function followCallers(services: {
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
}): () => Promise<BackstageCredentials> | undefined {
  const callers = new AsyncLocalStorage<Promise<BackstageCredentials>>();
  services.httpRouter.use((req, _res, next) => {
    const caller = services.httpAuth.credentials(req);
    // Only a strategy that needs the caller reports the error.
    caller.catch(() => undefined);
    callers.run(caller, next);
  });
  return () => callers.getStore();
}

/** Backstage's own strategies, by the values of `authProvider`. */
function createStrategies(
  strategies: KubernetesStrategies,
  { config, logger }: { config: Config; logger: LoggerService },
) {
  return {
    aks: new strategies.AksStrategy(),
    aws: new strategies.AwsIamStrategy({ config }),
    azure: new strategies.AzureIdentityStrategy(logger),
    google: new strategies.GoogleStrategy(),
    googleServiceAccount: new strategies.GoogleServiceAccountStrategy({
      config,
    }),
    localKubectlProxy: new strategies.AnonymousStrategy(),
    oidc: new strategies.OidcStrategy(),
    serviceAccount: new strategies.ServiceAccountStrategy(),
  } as Record<string, AuthenticationStrategy> & {
    oidc: AuthenticationStrategy;
  };
}
