import { AuthenticationError } from '@backstage/errors';

/**
 * Why a sign-in could not issue a Backstage token with a `tok` claim.
 *
 * - `access-token-missing`: the OIDC provider returned no access token.
 * - `access-token-not-issued`: the resolver issued its token without its context, so the claim could not be added.
 * - `token-not-issued`: Backstage failed to issue the token, and its error message contained the access token.
 *
 * @public
 */
export type AccessTokenErrorCode =
  'access-token-missing' | 'access-token-not-issued' | 'token-not-issued';

/**
 * A sign-in that failed because its Backstage token could not contain the access token. The message never contains a token.
 *
 * @public
 */
export class AccessTokenError extends AuthenticationError {
  /** The reason. It is stable, unlike the message. */
  readonly code: AccessTokenErrorCode;

  constructor(options: { code: AccessTokenErrorCode; message: string }) {
    super(options.message);
    this.code = options.code;
  }
}
