import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  oidcSignInResolvers,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  commonSignInResolvers,
  type OAuthAuthenticatorResult,
  type SignInResolverFactory,
} from '@backstage/plugin-auth-node';
import { withAccessTokenFactory } from '../accessToken';
import { preferredUsernameMatchingUserEntityName } from './preferredUsernameMatchingUserEntityName';

type OidcSignInResolverFactory = SignInResolverFactory<
  OAuthAuthenticatorResult<OidcAuthResult>
>;

/**
 * The resolvers that `signIn.resolvers` may name: all of Backstage's own for OIDC, including later additions, and ours by user name.
 */
export function createSignInResolverFactories(options: {
  logger: LoggerService;
}): Record<string, OidcSignInResolverFactory> {
  const factories: Record<string, OidcSignInResolverFactory> = {
    ...commonSignInResolvers,
    preferredUsernameMatchingUserEntityName,
    ...oidcSignInResolvers,
  };
  return Object.fromEntries(
    Object.entries(factories).map(([name, factory]) => [
      name,
      withAccessTokenFactory(factory, options),
    ]),
  );
}
