import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type {
  OAuthAuthenticatorResult,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import type { TokenValues } from '../refreshes';
import { SharedTokenSet } from './SharedTokenSet';

type Result = OAuthAuthenticatorResult<OidcAuthResult>;

/**
 * The failures of refreshes after the provider has responded, for example because the ID token could not be verified, or the userinfo endpoint did not respond.
 *
 * At this point a provider that rotates refresh tokens has invalidated the refresh token in the cookie of the browser. Backstage sets the cookie before it
 * calls the sign-in resolver, but sets none if the authenticator throws. So the authenticator returns a result that has only the new refresh token, and the
 * resolver throws the failure.
 */
export class RefreshFailures {
  readonly #failures = new WeakMap<Result, Error>();

  /** The result of a refresh that failed after this response of the token endpoint. */
  after(response: TokenValues, failure: Error): Result {
    const { refresh_token: refreshToken, scope = '' } = response;
    const result: Result = {
      fullProfile: {
        userinfo: {},
        tokenset: new SharedTokenSet({}),
      } as unknown as OidcAuthResult,
      session: { accessToken: '', tokenType: 'bearer', scope, refreshToken },
    };
    this.#failures.set(result, failure);
    return result;
  }

  /** Wraps a sign-in resolver, so that it throws the failure of a result. */
  rethrowIn(resolver: SignInResolver<Result>): SignInResolver<Result> {
    return async (info, context) => {
      const failure = this.#failures.get(info.result);
      if (failure) {
        throw failure;
      }
      return resolver(info, context);
    };
  }
}
