import type { Config } from '@backstage/config';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import type {
  OAuthAuthenticatorResult,
  ProfileTransform,
} from '@backstage/plugin-auth-node';

export const ACCEPT_MISSING_EMAIL_VERIFIED =
  'dangerouslyAcceptMissingEmailVerified';

/**
 * Backstage's profile has the e-mail address only if `email_verified` is true. Some providers never return this claim. With
 * `dangerouslyAcceptMissingEmailVerified` the address is accepted without the claim. An address with `email_verified: false` is never accepted.
 */
export function createProfileTransform(
  config: Config,
): ProfileTransform<OAuthAuthenticatorResult<OidcAuthResult>> {
  const acceptMissing =
    config.getOptionalBoolean(ACCEPT_MISSING_EMAIL_VERIFIED) ?? false;
  return async (result, context) => {
    const { profile } = await oidcAuthenticator.defaultProfileTransform(
      result,
      context,
    );
    const { email, email_verified: verified } = result.fullProfile.userinfo;
    return acceptMissing && verified === undefined && email !== undefined
      ? { profile: { ...profile, email } }
      : { profile };
  };
}
