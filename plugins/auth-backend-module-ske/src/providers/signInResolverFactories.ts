import {
  oidcSignInResolvers,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  commonSignInResolvers,
  type OAuthAuthenticatorResult,
  type SignInResolverFactory,
} from '@backstage/plugin-auth-node';
import { preferredUsernameMatchingUserEntityName } from './preferredUsernameMatchingUserEntityName';

/** The resolvers that `signIn.resolvers` may contain: all of Backstage's resolvers for OIDC, including the resolvers of later versions, and our resolver by user name. */
export const signInResolverFactories: Record<
  string,
  SignInResolverFactory<OAuthAuthenticatorResult<OidcAuthResult>>
> = {
  ...commonSignInResolvers,
  preferredUsernameMatchingUserEntityName,
  ...oidcSignInResolvers,
};
