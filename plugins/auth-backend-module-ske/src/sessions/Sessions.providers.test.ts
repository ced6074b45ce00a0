import { TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import {
  accessTokenOf,
  code,
  jane,
  newKey,
  RotatingProvider,
  TABLE,
  useSessionReplicas,
} from './__testUtils__/useSessionReplicas';

const MINUTE_MS = 60_000;
const databases = useTestPostgres(ids => TestDatabases.create({ ids }));

/** The provider after its `clientId` was changed in the configuration. */
function changedProvider(): RotatingProvider {
  return Object.assign(new RotatingProvider(), {
    fingerprint: 'https://idp.example.com new-client',
  });
}

describe.each(databases.eachSupportedId())(
  'Sessions, changes of a provider, %s',
  databaseId => {
    const replicas = useSessionReplicas(() => databases.init(databaseId));
    const { set, start, startReplica } = replicas;

    afterEach(() => {
      jest.restoreAllMocks();
    });

    const startChanged = () => startReplica([newKey], changedProvider());
    const rows = () => replicas.knex(TABLE).select();

    it('S13: ends a session that was started with another client than the configured client', async () => {
      const { handle } = await start(await startReplica());
      await replicas.knex(TABLE).decrement('created_at', 1_000);
      const restarted = await startChanged();

      await expect(restarted.openNewest(jane)).rejects.toEqual(
        code('session-ended'),
      );
      await expect(
        restarted.openByHandle(handle, replicas.provider),
      ).rejects.toEqual(code('session-ended'));

      const [row] = await rows();
      expect(row.ended_at).not.toBeNull();
      expect(row.content).toBeNull();
    });

    it('S13: distinguishes two sign-in providers that use the same client', async () => {
      const sessions = await startReplica();
      const other = Object.assign(new RotatingProvider(), {
        providerId: 'okta-id',
        tokenKind: 'id' as const,
        neededKinds: ['id'] as const,
      });
      sessions.register(other);
      await start(sessions);
      await start(sessions, { ...jane, providerId: 'okta-id' });

      expect((await sessions.openNewest(jane)).tokenKind).toBe('access');
      expect(
        (await sessions.openNewest({ ...jane, providerId: 'okta-id' }))
          .tokenKind,
      ).toBe('id');
    });

    it('S13: returns no tokens of one environment for the provider of another environment', async () => {
      const sessions = await startReplica();
      const production = changedProvider();
      sessions.register(production);
      const { handle } = await start(sessions);

      await expect(sessions.openByHandle(handle, production)).rejects.toEqual(
        code('session-ended'),
      );

      expect(
        await accessTokenOf(sessions.openByHandle(handle, replicas.provider)),
      ).toBe('access-token-0');
    });

    it('names the sign-in providers of the cluster when a session with one of them has ended', async () => {
      const sessions = await startReplica();
      const { handle } = await start(sessions);
      await sessions.endByHandle(handle);

      await expect(
        sessions.openNewest({ ...jane, furtherProviderIds: ['dex'] }),
      ).rejects.toMatchObject({
        code: 'session-ended',
        message:
          "Your session with the sign-in provider 'okta' or 'dex' has ended.",
        hint: "Sign out of the portal and sign in again with 'okta' or 'dex'.",
      });
    });

    it('S13: does not end a session of a replica with a newer configuration', async () => {
      const old = await startChanged();
      const updated = await startReplica();
      const { handle } = await start(updated);
      await replicas.knex(TABLE).increment('created_at', 1_000);

      await expect(old.openByHandle(handle, replicas.provider)).rejects.toEqual(
        code('idp-unavailable'),
      );

      expect(
        await accessTokenOf(updated.openByHandle(handle, replicas.provider)),
      ).toBe('access-token-0');
    });

    it('S13: returns session-ended if the replica still does not have the configuration after 15 minutes, and does not end the session for other replicas', async () => {
      const old = await startChanged();
      const updated = await startReplica();
      const { handle } = await start(updated);
      await set({ created_at: Date.now() - 16 * MINUTE_MS });
      jest
        .spyOn(performance, 'now')
        .mockReturnValue(performance.now() + 20 * MINUTE_MS);

      await expect(old.openByHandle(handle, replicas.provider)).rejects.toEqual(
        code('session-ended'),
      );

      expect(
        await accessTokenOf(updated.openByHandle(handle, replicas.provider)),
      ).toBe('access-token-0');
    });
  },
);
