import { TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import { UnsecuredJWT } from 'jose';
import {
  accessTokenOf,
  code,
  jane,
  newKey,
  RotatingProvider,
  TABLE,
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

    it('S14: stores the new refresh token before the ID token is verified, so that a process that was killed or stalls loses and revokes nothing', async () => {
      const stalledProvider = new RotatingProvider();
      Object.assign(stalledProvider, { leaseMs: 500 });
      let verified = () => {};
      const verifying = new Promise<void>(resolve => {
        jest.spyOn(stalledProvider, 'verify').mockImplementation(() => {
          resolve();
          return new Promise(done => {
            verified = done;
          });
        });
      });
      // A process that was killed or stalls does not renew its lease.
      jest.spyOn(SessionStore.prototype, 'renew').mockResolvedValueOnce(false);
      const stalled = await startReplica([newKey], stalledProvider);
      await start(stalled);
      await set({ refresh_at: 0, expires_at: 0 });
      const opened = stalled.openNewest(jane);
      await verifying;

      const other = await startReplica();
      expect(await accessTokenOf(other.openNewest(jane))).toBe(
        'access-token-1',
      );
      expect(stalledProvider.exchanges).toEqual(['R0']);
      expect(replicas.provider.exchanges).toEqual([]);

      verified();
      expect(await accessTokenOf(opened)).toBe('access-token-1');
      expect(stalledProvider.revoked).toEqual([]);
    });

    it('S14: renews the lease while the version with the unverified response is stored', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0, expires_at: 0 });
      const { advance, renew } = SessionStore.prototype;
      const renewed: boolean[] = [];
      jest
        .spyOn(SessionStore.prototype, 'advance')
        .mockImplementationOnce(async function advanceAndRenew(
          this: SessionStore,
          lease,
          content,
        ) {
          const isStored = await advance.call(this, lease, content);
          renewed.push(await renew.call(this, { ...lease, leaseMs: 30_000 }));
          return isStored;
        });

      await sessions.openNewest(jane);

      expect(renewed).toEqual([true]);
    });

    it('S15: counts the lifetime of the refresh token from its arrival, and not from the verification', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      const { provider } = replicas;
      provider.unverified = new Error('no valid key found');
      const { exchange } = provider;
      jest
        .spyOn(provider, 'exchange')
        .mockImplementationOnce(async refreshToken => ({
          ...(await exchange(refreshToken)),
          refresh_expires_in: 120,
        }));
      await sessions.openNewest(jane);

      provider.unverified = undefined;
      await set({ retry_at: 0 });
      const later = Date.now() + 60_000;
      jest.spyOn(SessionStore.prototype, 'now').mockResolvedValue(later);
      await sessions.openNewest(jane);

      const [row] = await replicas.knex(TABLE).select();
      expect(Number(row.refresh_at) - later).toBeLessThan(10_000);
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

    it('S15: sends the new refresh token if the unverified tokens expire', async () => {
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
      expect(
        await accessTokenOf(sessions.openByHandle(handle, replicas.provider)),
      ).toBe('access-token-2');
      expect(provider.exchanges).toEqual(['R0', 'R1']);
    });

    it('S15: sends the new refresh token if the previous token has expired and the key of the ID token is gone', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      const { provider } = replicas;
      provider.unverified = new Error('no valid key found');
      await sessions.openNewest(jane);

      // The provider has removed the key, and signs new ID tokens with another one.
      await set({ retry_at: 0, expires_at: 0 });
      jest
        .spyOn(provider, 'verify')
        .mockRejectedValueOnce(new Error('no valid key found'))
        .mockResolvedValue();
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-2',
      );
      expect(provider.exchanges).toEqual(['R0', 'R1']);
      expect(provider.revoked).toEqual([]);
    });

    it('S15: waits for an ID token from the future, and sends no refresh token meanwhile', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      const { provider } = replicas;
      const { exchange } = provider;
      jest
        .spyOn(provider, 'exchange')
        .mockImplementationOnce(async refreshToken => ({
          ...(await exchange(refreshToken)),
          id_token: new UnsecuredJWT({
            iss: 'https://idp.example.com',
            sub: 'jane',
            iat: Math.floor(Date.now() / 1000) + 3_600,
          }).encode(),
        }));
      provider.unverified = new Error('id_token issued in the future');
      await sessions.openNewest(jane);

      await set({ retry_at: 0, expires_at: 0 });
      await expect(sessions.openNewest(jane)).rejects.toEqual(
        code('idp-unavailable'),
      );
      expect(provider.exchanges).toEqual(['R0']);
    });

    it('S13: does not send the refresh token of a response whose unverified ID token names another user', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      const { provider } = replicas;
      provider.unverified = new Error('no valid key found');
      provider.subject = 'another';
      await sessions.openNewest(jane);

      await set({ retry_at: 0, expires_at: 0 });
      await expect(sessions.openNewest(jane)).rejects.toEqual(
        code('idp-unavailable'),
      );
      expect(provider.exchanges).toEqual(['R0']);
    });

    it('S15: waits for the keys of the provider if they cannot be read, and sends no refresh token meanwhile', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      const { provider } = replicas;
      provider.unverified = new Error('connect ECONNREFUSED', {
        cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      });
      await sessions.openNewest(jane);

      await set({ retry_at: 0, expires_at: 0 });
      await expect(sessions.openNewest(jane)).rejects.toEqual(
        code('idp-unavailable'),
      );
      expect(provider.exchanges).toEqual(['R0']);

      provider.unverified = undefined;
      await set({ retry_at: 0 });
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-1',
      );
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
