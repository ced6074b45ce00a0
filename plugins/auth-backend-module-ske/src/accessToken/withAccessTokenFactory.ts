import type {
  OAuthAuthenticatorResult,
  SignInResolver,
  SignInResolverFactory,
} from '@backstage/plugin-auth-node';
import {
  withAccessToken,
  type WithAccessTokenOptions,
} from './withAccessToken';

/** {@link withAccessToken} for the factories that `signIn.resolvers` of the configuration names. */
export function withAccessTokenFactory<TProfile>(
  factory: SignInResolverFactory<OAuthAuthenticatorResult<TProfile>>,
  options?: WithAccessTokenOptions,
): SignInResolverFactory<OAuthAuthenticatorResult<TProfile>> {
  const wrapped: SignInResolverFactory<OAuthAuthenticatorResult<TProfile>> = (
    ...resolverOptions: unknown[]
  ): SignInResolver<OAuthAuthenticatorResult<TProfile>> =>
    withAccessToken(factory(resolverOptions[0]), options);
  wrapped.optionsJsonSchema = factory.optionsJsonSchema;
  return wrapped;
}
