import {
  createFrontendFeatureLoader,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createOidcAuthApi } from './apis';
import { createKubernetesAuthApi, readTokenKind } from './kubernetes';
import { readSignInProviders } from './providers';
import { createSessionApi } from './session';
import { createSignInPage } from './signIn';

/**
 * Provides the sign-in page and the API {@link oidcAuthApiRef} of each provider. The page has a card for each provider that
 * `ske.auth.providers` or a cluster's `oidcTokenProvider` names and that `auth.providers` configures.
 *
 * @remarks
 *
 * With `app.packages: all`, installing this package in the app is enough. Otherwise, add it to the features:
 *
 * @example
 *
 * ```ts
 * import skeModule from '@kratix-portal/plugin-app-module-ske';
 *
 * export default createApp({ features: [skeModule] });
 * ```
 *
 * @public
 */
export const appModuleSke = createFrontendFeatureLoader({
  loader({ config }) {
    const found = readSignInProviders(config);
    return [
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          createSignInPage(found),
          ...found.providers.map(createOidcAuthApi),
        ],
      }),
      // Without the ske plugin, Backstage ignores this module.
      createFrontendModule({
        pluginId: 'ske-frontend',
        extensions: [createSessionApi(found.providers)],
      }),
      // Likewise without Backstage's Kubernetes plugin.
      createFrontendModule({
        pluginId: 'kubernetes',
        extensions: [
          createKubernetesAuthApi({
            providers: found.providers,
            tokenKindOf: id => readTokenKind(config, id),
            isServedByBackend:
              config.getOptionalBoolean('ske.auth.session.kubernetesPlugin') ??
              false,
          }),
        ],
      }),
    ];
  },
});
