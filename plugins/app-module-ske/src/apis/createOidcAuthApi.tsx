import { OAuth2 } from '@backstage/core-app-api';
import {
  ApiBlueprint,
  configApiRef,
  createApiFactory,
  discoveryApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import { ProviderIcon, type SignInProvider } from '../providers';
import { oidcAuthApiRef } from './oidcAuthApiRef';

/** Creates the factory of {@link oidcAuthApiRef} for one provider. */
export function createOidcAuthFactory(provider: SignInProvider) {
  const { id, title, icon } = provider;
  return createApiFactory({
    api: oidcAuthApiRef(id),
    deps: {
      configApi: configApiRef,
      discoveryApi: discoveryApiRef,
      oauthRequestApi: oauthRequestApiRef,
    },
    factory: ({ configApi, discoveryApi, oauthRequestApi }) =>
      OAuth2.create({
        configApi,
        discoveryApi,
        oauthRequestApi,
        provider: { id, title, icon: () => <ProviderIcon icon={icon} /> },
        environment: configApi.getOptionalString('auth.environment'),
        // The backend adds the scopes of additionalScopes.
        defaultScopes: ['openid', 'profile', 'email'],
      }),
  });
}

/** Creates the extension that provides {@link oidcAuthApiRef} for one provider. */
export function createOidcAuthApi(provider: SignInProvider) {
  return ApiBlueprint.make({
    name: `ske-auth-${provider.id}`,
    params: defineParams => defineParams(createOidcAuthFactory(provider)),
  });
}
