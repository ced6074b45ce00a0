import type { Config } from '@backstage/config';
import {
  type AuthProviderFactory,
  createOAuthRouteHandlers,
  OAuthEnvironmentHandler,
} from '@backstage/plugin-auth-node';
import { findProviderPreset } from '@kratix-portal/plugin-ske-common';
import { readSessionKeys } from '@kratix-portal/plugin-ske-node';
import { withAccessToken } from '../accessToken';
import type { KeptIdTokens, SharedRefreshes } from '../refreshes';
import type { SessionConfig, Sessions, TaskGrants } from '../sessions';
import { applyPresets } from './applyPresets';
import { checkProviderConfig, checkSessionSecret } from './checkProviderConfig';
import { createOidcAuthenticator } from './createOidcAuthenticator';
import { createProfileTransform } from './createProfileTransform';
import { createSessionAuthenticator } from './createSessionAuthenticator';
import { createSignInResolver } from './createSignInResolver';
import { readTokenKinds } from './readTokenKinds';
import { RefreshFailures } from './RefreshFailures';
import { signInResolverFactories } from './signInResolverFactories';
import { SignInRecords } from './SignInRecords';
import { withSealedTok } from './withSealedTok';
import { withSession } from './withSession';
import { withTextCookies } from './withTextCookies';
import { withUnavailableProvider } from './withUnavailableProvider';

/** The options of session mode. */
export interface SessionMode extends SessionConfig {
  sessions: Sessions;
  grants: TaskGrants;
}

/** Backstage's OIDC provider. Its resolvers all issue the `tok` claim, or in session mode start a session. */
export function createOidcProviderFactory(options: {
  rootConfig: Config;
  refreshes: SharedRefreshes;
  idTokens: KeptIdTokens;
  /** Undefined in mode `tok`. */
  sessionMode?: SessionMode;
}): AuthProviderFactory {
  const { rootConfig, refreshes, idTokens, sessionMode } = options;
  return providerOptions => {
    const { providerId, logger } = providerOptions;
    const tokKey = readSessionKeys(rootConfig).at(0);
    checkSessionSecret(rootConfig);
    sessionMode?.grants.useContext(providerOptions.resolverContext);
    const config = applyPresets(providerId, providerOptions.config);
    checkProviderConfig({
      providerId,
      config,
      logger,
      resolvers: signInResolverFactories,
    });
    const createParts = (environment: Config) => {
      const tokenKinds = readTokenKinds({
        rootConfig,
        providerId,
        section: environment,
      });
      const failures = new RefreshFailures();
      const authenticator = createOidcAuthenticator({
        providerId,
        logger,
        refreshes,
        idTokens,
        failures,
        tokenKinds,
        preset: findProviderPreset(environment.getOptionalString('preset')),
      });
      const resolver = createSignInResolver({
        config: environment,
        factories: signInResolverFactories,
      });
      if (!sessionMode) {
        const signInResolver = withAccessToken(resolver, {
          logger,
          tokenKind: tokenKinds.platform,
          providerId,
        });
        return {
          authenticator,
          signInResolver: failures.rethrowIn(
            tokKey ? withSealedTok(signInResolver, tokKey) : signInResolver,
          ),
        };
      }
      const records = new SignInRecords();
      const mode = { ...sessionMode, providerId, records };
      return {
        authenticator: createSessionAuthenticator({ ...mode, authenticator }),
        signInResolver: withSession(resolver, mode),
      };
    };
    return OAuthEnvironmentHandler.mapConfig(config, environment =>
      withTextCookies(
        withUnavailableProvider(
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
        ),
      ),
    );
  };
}
