import type { OAuthSession } from '@backstage/plugin-auth-node';

/** The fields of a session that Backstage sends to the browser, without the tokens of the provider (S10). */
export function hideTokens(
  session: OAuthSession,
  handle: string,
): OAuthSession {
  return {
    ...session,
    accessToken: '',
    idToken: undefined,
    // Without the expiry of the access token, Backstage's frontend refreshes only when the Backstage token is about to expire.
    expiresInSeconds: undefined,
    refreshToken: handle,
  };
}
