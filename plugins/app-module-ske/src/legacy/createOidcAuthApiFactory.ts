import {
  configApiRef,
  createApiFactory,
  discoveryApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import type { AnyApiFactory } from '@backstage/core-plugin-api';
import { createOidcAuthFactory, oidcAuthApiRef } from '../apis';
import { readSignInProvider } from '../providers';

/**
 * Creates the API of a sign-in provider for an app on the old frontend system, which has its APIs in `apis.ts`.
 * An app on the new frontend system gets the APIs of all providers from the module.
 *
 * @example
 *
 * ```ts
 * export const apis: AnyApiFactory[] = [createOidcAuthApiFactory('keycloak')];
 * ```
 *
 * @param providerId - the id of the provider in `auth.providers`
 * @public
 */
export function createOidcAuthApiFactory(providerId: string): AnyApiFactory {
  return createApiFactory({
    api: oidcAuthApiRef(providerId),
    deps: {
      configApi: configApiRef,
      discoveryApi: discoveryApiRef,
      oauthRequestApi: oauthRequestApiRef,
    },
    // The title and the icon come from the configuration, which is not available before the factory runs.
    factory: apis =>
      createOidcAuthFactory(
        readSignInProvider(apis.configApi, providerId),
      ).factory(apis),
  });
}
