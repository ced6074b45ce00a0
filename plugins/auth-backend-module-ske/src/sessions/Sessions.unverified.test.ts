import { TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import {
  accessTokenOf,
  jane,
  newKey,
  RotatingProvider,
  useSessionReplicas,
} from './__testUtils__/useSessionReplicas';
import { SessionStore } from './SessionStore';

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));

describe.each(databases.eachSupportedId())(
  'Sessions, ID tokens that are not verified, %s',
  databaseId => {
    const replicas = useSessionReplicas(() => databases.init(databaseId));
    const { set, start, startReplica } = replicas;

    afterEach(() => {
      jest.restoreAllMocks();
    });

    it('S14: stores the new refresh token before the ID token is verified, so that a killed process loses nothing', async () => {
      const killedProvider = new RotatingProvider();
      Object.assign(killedProvider, { leaseMs: 500 });
      const verifying = new Promise<void>(resolve => {
        jest.spyOn(killedProvider, 'verify').mockImplementation(() => {
          resolve();
          return new Promise(() => {});
        });
      });
      // A process that was killed does not renew its lease.
      jest.spyOn(SessionStore.prototype, 'renew').mockResolvedValueOnce(false);
      const killed = await startReplica([newKey], killedProvider);
      await start(killed);
      await set({ refresh_at: 0, expires_at: 0 });
      killed.openNewest(jane).catch(() => {});
      await verifying;

      const other = await startReplica();
      expect(await accessTokenOf(other.openNewest(jane))).toBe(
        'access-token-1',
      );
      expect(killedProvider.exchanges).toEqual(['R0']);
      expect(replicas.provider.exchanges).toEqual([]);
    });

    it('S15: continues with the previous tokens while the ID token cannot be verified, and repeats only the verification', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      replicas.provider.unverified = new Error('no valid key found');

      for (let call = 0; call < 2; call += 1) {
        await set({ retry_at: 0 });
        expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
          'access-token-0',
        );
      }
      expect(replicas.warnings[0]).toContain(
        'could not be verified: no valid key found',
      );

      replicas.provider.unverified = undefined;
      await set({ retry_at: 0 });
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-1',
      );
      expect(replicas.provider.exchanges).toEqual(['R0']);
      await set({ refresh_at: 0 });
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-2',
      );
    });

    it('S15: exchanges the new refresh token if the unverified tokens expire', async () => {
      const sessions = await startReplica();
      const { handle } = await start(sessions);
      await set({ refresh_at: 0 });
      const { provider } = replicas;
      provider.unverified = new Error('no valid key found');
      const { exchange } = provider;
      jest
        .spyOn(provider, 'exchange')
        .mockImplementationOnce(async refreshToken => ({
          ...(await exchange(refreshToken)),
          expires_at: Math.floor(Date.now() / 1000) - 1,
        }));
      await sessions.openNewest(jane);

      provider.unverified = undefined;
      await set({ retry_at: 0 });
      expect(await accessTokenOf(sessions.openByHandle(handle, 'okta'))).toBe(
        'access-token-2',
      );
      expect(provider.exchanges).toEqual(['R0', 'R1']);
    });

    it('S16: revokes the new refresh token at a sign-out while the ID token is not verified', async () => {
      const sessions = await startReplica();
      const { handle } = await start(sessions);
      await set({ refresh_at: 0 });
      replicas.provider.unverified = new Error('no valid key found');
      await sessions.openNewest(jane);

      await sessions.endByHandle(handle);

      expect(replicas.provider.revoked).toEqual(['R1']);
    });
  },
);
