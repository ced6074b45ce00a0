import { AuthenticationError } from '@backstage/errors';

/**
 * Why a sign-in could not give the user a Backstage token with a `tok` claim.
 *
 * - `access-token-missing`: the provider gave no access token.
 * - `access-token-not-issued`: the resolver made its token without its context, so nothing could be added.
 * - `token-not-issued`: Backstage failed to issue the token, in words that held the access token itself.
 *
 * @public
 */
export type AccessTokenErrorCode =
  'access-token-missing' | 'access-token-not-issued' | 'token-not-issued';

/**
 * A sign-in that ended because its Backstage token could not carry the access token. The message never holds a token.
 *
 * @public
 */
export class AccessTokenError extends AuthenticationError {
  /** What went wrong; stable, unlike the message. */
  readonly code: AccessTokenErrorCode;

  constructor(options: { code: AccessTokenErrorCode; message: string }) {
    super(options.message);
    this.code = options.code;
  }
}
