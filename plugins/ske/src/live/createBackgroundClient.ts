import type { DiscoveryApi } from '@backstage/frontend-plugin-api';
import {
  SkeClient,
  SkeError,
  type SkeSession,
} from '@kratix-portal/plugin-ske-common';
import { portalClock } from './clock/PortalClock';

/**
 * A client for calls that no click causes.
 *
 * The client does not use Backstage's `fetchApi`, because `fetchApi` asks the identity API for a token before each call, and this opens a sign-in dialog when the session
 * has ended.
 */
export function createBackgroundClient(options: {
  discoveryApi: DiscoveryApi;
  session: SkeSession;
}): SkeClient {
  const { discoveryApi, session } = options;
  return new SkeClient({
    discoveryApi,
    fetchApi: {
      fetch: portalClock.measure((input, init) => fetch(input, init)),
    },
    getToken: async () => {
      const token = await session.getToken();
      if (token === undefined) {
        throw new SkeError({
          code: 'session-ended',
          message: 'Your session has ended.',
          hint: 'Sign in again.',
        });
      }
      return token;
    },
  });
}
