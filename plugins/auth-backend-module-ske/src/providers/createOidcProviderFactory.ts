import type { Config } from '@backstage/config';
import {
  type AuthProviderFactory,
  createOAuthRouteHandlers,
  OAuthEnvironmentHandler,
} from '@backstage/plugin-auth-node';
import { withAccessToken } from '../accessToken';
import type { SharedRefreshes } from '../refreshes';
import type { SessionConfig, Sessions } from '../sessions';
import { checkProviderConfig, checkSessionSecret } from './checkProviderConfig';
import { createOidcAuthenticator } from './createOidcAuthenticator';
import { createProfileTransform } from './createProfileTransform';
import { createSessionAuthenticator } from './createSessionAuthenticator';
import { createSignInResolver } from './createSignInResolver';
import { signInResolverFactories } from './signInResolverFactories';
import { SignInRecords } from './SignInRecords';
import { withSession } from './withSession';

/** What session mode needs. */
export interface SessionMode extends SessionConfig {
  sessions: Sessions;
}

/** Backstage's OIDC provider. Its resolvers all issue the `tok` claim, or in session mode start a session. */
export function createOidcProviderFactory(options: {
  rootConfig: Config;
  refreshes: SharedRefreshes;
  /** Absent in mode `tok`. */
  sessionMode?: SessionMode;
}): AuthProviderFactory {
  const { rootConfig, refreshes, sessionMode } = options;
  return providerOptions => {
    const { providerId, config, logger } = providerOptions;
    checkSessionSecret(rootConfig);
    checkProviderConfig({
      providerId,
      config,
      logger,
      resolvers: signInResolverFactories,
    });
    const createParts = (environment: Config) => {
      const authenticator = createOidcAuthenticator({
        providerId,
        logger,
        refreshes,
      });
      const resolver = createSignInResolver({
        config: environment,
        factories: signInResolverFactories,
      });
      if (!sessionMode) {
        const signInResolver = withAccessToken(resolver, { logger });
        return { authenticator, signInResolver };
      }
      const records = new SignInRecords();
      const mode = { ...sessionMode, providerId, records };
      return {
        authenticator: createSessionAuthenticator({ ...mode, authenticator }),
        signInResolver: withSession(resolver, mode),
      };
    };
    return OAuthEnvironmentHandler.mapConfig(config, environment =>
      createOAuthRouteHandlers({
        ...createParts(environment),
        appUrl: providerOptions.appUrl,
        baseUrl: providerOptions.baseUrl,
        config: environment,
        isOriginAllowed: providerOptions.isOriginAllowed,
        cookieConfigurer: providerOptions.cookieConfigurer,
        providerId,
        resolverContext: providerOptions.resolverContext,
        profileTransform: createProfileTransform(environment),
      }),
    );
  };
}
