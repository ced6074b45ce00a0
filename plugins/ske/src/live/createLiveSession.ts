import type { IdentityApi } from '@backstage/frontend-plugin-api';
import {
  SkeError,
  type SkeSession,
  type WhoAmI,
} from '@kratix-portal/plugin-ske-common';
import type { SkeApi } from '../api';
import type { LiveSession } from './store/LiveSession';

/** Connects the store to the user's session. */
export function createLiveSession(options: {
  calls: Pick<SkeApi, 'whoAmI'>;
  skeApi: Pick<SkeApi, 'whoAmI'>;
  identityApi: Pick<IdentityApi, 'getBackstageIdentity'>;
  session: SkeSession;
}): LiveSession {
  const { calls, skeApi, identityApi, session } = options;

  /** Backstage keeps the identity of the first sign-in, so this check prevents the page of one user from showing data of another user. */
  async function rejectOtherUser({ backstageUser }: WhoAmI): Promise<void> {
    const { userEntityRef } = await identityApi.getBackstageIdentity();
    if (backstageUser.toLowerCase() !== userEntityRef.toLowerCase()) {
      throw new SkeError({
        code: 'session-ended',
        message: `You signed in as ${backstageUser}, but this page belongs to ${userEntityRef}. Reload the page.`,
        hint: 'Reload the page.',
      });
    }
  }

  return {
    check: async () => rejectOtherUser(await calls.whoAmI()),
    async signIn() {
      await session.signIn();
      await rejectOtherUser(await skeApi.whoAmI());
    },
    onSignIn: callback => session.onSignIn(callback),
  };
}
