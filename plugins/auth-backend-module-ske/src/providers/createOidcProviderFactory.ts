import type { Config } from '@backstage/config';
import {
  createOAuthProviderFactory,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { checkProviderConfig, checkSessionSecret } from './checkProviderConfig';
import { createOidcAuthenticator } from './createOidcAuthenticator';
import { createSignInResolverFactories } from './signInResolverFactories';

/** Backstage's OIDC provider, with resolvers that all issue the `tok` claim. */
export function createOidcProviderFactory({
  rootConfig,
}: {
  rootConfig: Config;
}): AuthProviderFactory {
  return options => {
    const { providerId, config, logger } = options;
    const signInResolverFactories = createSignInResolverFactories({ logger });
    checkSessionSecret(rootConfig);
    checkProviderConfig({
      providerId,
      config,
      logger,
      resolvers: signInResolverFactories,
    });
    return createOAuthProviderFactory({
      authenticator: createOidcAuthenticator({ providerId, logger }),
      signInResolverFactories,
    })(options);
  };
}
