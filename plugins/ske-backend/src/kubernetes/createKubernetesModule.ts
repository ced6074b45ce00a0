import {
  coreServices,
  createBackendModule,
  createExtensionPoint,
  type BackendFeature,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { type TokenKind, tokenKinds } from '@kratix-portal/plugin-ske-common';
import {
  type AuthenticationStrategy,
  SessionStrategy,
} from './SessionStrategy';

/** The extension point of Backstage's Kubernetes plugin, by its id: the package that declares it is not a dependency of this one. */
const strategiesExtensionPoint = createExtensionPoint<{
  addAuthStrategy(key: string, strategy: AuthenticationStrategy): void;
}>({ id: 'kubernetes.auth-strategy' });

/**
 * The strategies that `@backstage/plugin-kubernetes-backend` exports, for the values of `authProvider` other than `oidc`.
 *
 * @public
 */
export interface BackstageStrategies {
  AksStrategy: new () => object;
  AnonymousStrategy: new () => object;
  AwsIamStrategy: new (options: { config: Config }) => object;
  AzureIdentityStrategy: new (logger: LoggerService) => object;
  GoogleServiceAccountStrategy: new (options: { config: Config }) => object;
  GoogleStrategy: new () => object;
  ServiceAccountStrategy: new () => object;
}

/**
 * Creates a module of Backstage's own Kubernetes plugin: in session mode, its clusters with `authProvider: oidc` get the token of the user's session. It
 * needs `ske.auth.session.kubernetesPlugin: true`, and `@kratix-portal/plugin-app-module-ske` in the frontend.
 *
 * @param strategies - the exports of Backstage's plugin, which drops its own strategies as soon as a module adds one; the module adds them again
 *
 * @example
 *
 * ```ts
 * backend.add(createKubernetesModule(import('@backstage/plugin-kubernetes-backend')));
 * ```
 *
 * @public
 */
export function createKubernetesModule(
  strategies: BackstageStrategies | Promise<BackstageStrategies>,
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
          logger: coreServices.logger,
          point: strategiesExtensionPoint,
        },
        async init({ auth, config, discovery, logger, point }) {
          const own = ownStrategies(await strategies, { config, logger });
          for (const [key, strategy] of own) {
            point.addAuthStrategy(key, strategy);
          }
          const kinds = readTokenKinds(config);
          point.addAuthStrategy(
            'oidc',
            new SessionStrategy({
              auth,
              discovery,
              tokenKindOf: name => kinds.get(name),
            }),
          );
        },
      });
    },
  });
}

function ownStrategies(
  own: BackstageStrategies,
  { config, logger }: { config: Config; logger: LoggerService },
) {
  return Object.entries({
    aks: new own.AksStrategy(),
    aws: new own.AwsIamStrategy({ config }),
    azure: new own.AzureIdentityStrategy(logger),
    google: new own.GoogleStrategy(),
    googleServiceAccount: new own.GoogleServiceAccountStrategy({ config }),
    localKubectlProxy: new own.AnonymousStrategy(),
    serviceAccount: new own.ServiceAccountStrategy(),
  }) as Array<[string, AuthenticationStrategy]>;
}

/** The `tokenKind` of each cluster that has one, by the name of the cluster. */
function readTokenKinds(config: Config): Map<string, TokenKind> {
  const methods =
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  const clusters = methods
    .filter(method => method.getOptionalString('type') === 'config')
    .flatMap(method => method.getOptionalConfigArray('clusters') ?? []);
  return new Map(
    clusters.flatMap(cluster => {
      const kind = tokenKinds.find(
        each => each === cluster.getOptionalString('tokenKind'),
      );
      return kind ? [[cluster.getString('name'), kind]] : [];
    }),
  );
}
