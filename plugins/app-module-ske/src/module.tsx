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
 * Provides the sign-in page and the API {@link oidcAuthApiRef} of each provider. A provider has a card if it has a section
 * in `auth.providers` and is listed in `ske.auth.providers` or as the `oidcTokenProvider` of a cluster.
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
      // If the app does not have the ske plugin, Backstage ignores this extension.
      createFrontendModule({
        pluginId: 'ske-frontend',
        extensions: [createSessionApi(found.providers)],
      }),
      // If the app does not have Backstage's Kubernetes plugin, Backstage ignores this extension.
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
