import {
  createFrontendFeatureLoader,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createOidcAuthApi } from './apis';
import { readSignInProviders } from './providers';
import { createSignInPage } from './signIn';

/**
 * Offers the sign-in page, with a card for each provider that `ske.auth.providers` or a cluster's `oidcTokenProvider` names
 * and `auth.providers` configures, and the API {@link oidcAuthApiRef} of each.
 *
 * @remarks
 *
 * With `app.packages: all` it is enough to have this package as a dependency of the app. Without:
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
    ];
  },
});
