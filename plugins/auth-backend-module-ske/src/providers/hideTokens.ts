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
    // Backstage's frontend then refreshes for the sake of the Backstage token only.
    expiresInSeconds: undefined,
    refreshToken: handle,
  };
}
