import type { Config } from '@backstage/config';
import {
  type AuthProviderFactory,
  createOAuthRouteHandlers,
  OAuthEnvironmentHandler,
} from '@backstage/plugin-auth-node';
import { withAccessToken } from '../accessToken';
import type { SharedRefreshes } from '../refreshes';
import { checkProviderConfig, checkSessionSecret } from './checkProviderConfig';
import { createOidcAuthenticator } from './createOidcAuthenticator';
import { createProfileTransform } from './createProfileTransform';
import { createSignInResolver } from './createSignInResolver';
import { signInResolverFactories } from './signInResolverFactories';

/** Backstage's OIDC provider, with resolvers that all issue the `tok` claim. */
export function createOidcProviderFactory(options: {
  rootConfig: Config;
  refreshes: SharedRefreshes;
}): AuthProviderFactory {
  const { rootConfig, refreshes } = options;
  return providerOptions => {
    const { providerId, config, logger } = providerOptions;
    checkSessionSecret(rootConfig);
    checkProviderConfig({
      providerId,
      config,
      logger,
      resolvers: signInResolverFactories,
    });
    return OAuthEnvironmentHandler.mapConfig(config, environment =>
      createOAuthRouteHandlers({
        authenticator: createOidcAuthenticator({
          providerId,
          logger,
          refreshes,
        }),
        appUrl: providerOptions.appUrl,
        baseUrl: providerOptions.baseUrl,
        config: environment,
        isOriginAllowed: providerOptions.isOriginAllowed,
        cookieConfigurer: providerOptions.cookieConfigurer,
        providerId,
        resolverContext: providerOptions.resolverContext,
        profileTransform: createProfileTransform(environment),
        signInResolver: withAccessToken(
          createSignInResolver({
            config: environment,
            factories: signInResolverFactories,
          }),
          { logger },
        ),
      }),
    );
  };
}
