import { TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import {
  accessTokenOf,
  code,
  jane,
  newKey,
  oldKey,
  TABLE,
  useSessionReplicas,
} from './__testUtils__/useSessionReplicas';

const MINUTE_MS = 60_000;
const databases = useTestPostgres(ids => TestDatabases.create({ ids }));

describe.each(databases.eachSupportedId())(
  'Sessions, rotation of keys, %s',
  databaseId => {
    const replicas = useSessionReplicas(() => databases.init(databaseId));
    const { set, start, startReplica } = replicas;

    afterEach(() => {
      jest.restoreAllMocks();
    });

    const live = () => replicas.knex(TABLE).whereNull('ended_at').select();

    it('S12: keeps sessions during a key rotation in two steps, at every replica', async () => {
      const first = await startReplica([oldKey]);
      const { handle } = await start(first);
      const open = (sessions: typeof first) =>
        accessTokenOf(sessions.openByHandle(handle, replicas.provider));

      const added = await startReplica([oldKey, newKey]);
      await set({ refresh_at: 0 });
      expect(await open(added)).toBe('access-token-1');
      expect(await open(first)).toBe('access-token-1');

      const moved = await startReplica([newKey, oldKey]);
      await set({ refresh_at: 0 });
      expect(await open(moved)).toBe('access-token-2');
      expect(await open(added)).toBe('access-token-2');

      await moved.sweep();
      expect(await open(await startReplica([newKey]))).toBe('access-token-2');
    });

    it('S12: if a session was encrypted with an older key, encrypts it again with the current key', async () => {
      const { handle } = await start(await startReplica([oldKey]));

      await (await startReplica([newKey, oldKey])).sweep();

      const rotated = await startReplica([newKey]);
      expect(
        await accessTokenOf(rotated.openByHandle(handle, replicas.provider)),
      ).toBe('access-token-0');
    });

    it('S12, S14: does not encrypt a session again while a process that was suspended may still store its new tokens', async () => {
      const suspended = await startReplica([oldKey]);
      await start(suspended);
      await set({ refresh_at: 0 });
      let answer = () => {};
      const exchanging = new Promise<void>(resolve => {
        replicas.provider.onExchange = resolve;
      });
      replicas.provider.beforeAnswer = new Promise(resolve => {
        answer = resolve;
      });
      const opened = suspended.keepAlive(
        (await live()).map(({ id }) => String(id))[0],
      );
      await exchanging;
      // It did not renew its lease while it was suspended.
      const [{ version }] = await live();
      await set({ lease_until: Date.now() - MINUTE_MS });

      await (await startReplica([newKey, oldKey])).sweep();
      answer();
      await opened;

      const [row] = await live();
      expect(row.key_id).toBe('old');
      expect(Number(row.version)).toBeGreaterThan(Number(version));
      replicas.provider.beforeAnswer = Promise.resolve();
      await set({ refresh_at: 0 });
      expect(await accessTokenOf(suspended.openNewest(jane))).toBe(
        'access-token-2',
      );
    });

    it('S12: does not end a session at a replica that does not have its key yet', async () => {
      const updated = await startReplica([newKey, oldKey]);
      const old = await startReplica([oldKey]);
      const { handle, sessionId } = await start(updated);

      await expect(old.openByHandle(handle, replicas.provider)).rejects.toEqual(
        code('idp-unavailable'),
      );
      await expect(old.openNewest(jane)).rejects.toEqual(
        code('idp-unavailable'),
      );
      await expect(old.openById(sessionId)).rejects.toEqual(
        code('idp-unavailable'),
      );
      await old.sweep();

      expect(
        await accessTokenOf(updated.openByHandle(handle, replicas.provider)),
      ).toBe('access-token-0');
      expect(replicas.provider.revoked).toEqual([]);
    });

    it('S12: returns session-ended if the replica still does not have the key after 15 minutes, and does not end the session for other replicas', async () => {
      const updated = await startReplica([newKey, oldKey]);
      const old = await startReplica([oldKey]);
      const { handle } = await start(updated);
      const openAt = (ms: number) => {
        jest.spyOn(performance, 'now').mockReturnValue(ms);
        return old.openByHandle(handle, replicas.provider);
      };

      await expect(openAt(0)).rejects.toEqual(code('idp-unavailable'));
      await expect(openAt(14 * MINUTE_MS)).rejects.toEqual(
        code('idp-unavailable'),
      );
      await expect(openAt(15 * MINUTE_MS)).rejects.toEqual(
        code('session-ended'),
      );

      expect(await live()).toHaveLength(1);
      expect(
        await accessTokenOf(updated.openByHandle(handle, replicas.provider)),
      ).toBe('access-token-0');
    });

    it('S12: ends a session at a sign-out, even at a replica that does not have its key', async () => {
      const updated = await startReplica([newKey, oldKey]);
      const old = await startReplica([oldKey]);
      const { handle } = await start(updated);

      await old.endByHandle(handle);

      await expect(
        updated.openByHandle(handle, replicas.provider),
      ).rejects.toEqual(code('session-ended'));
    });

    it('S12: ends a session whose content cannot be decrypted with its key', async () => {
      const { handle } = await start(await startReplica([newKey]));
      const impostor = { ...newKey, secret: oldKey.secret };
      const other = await startReplica([impostor]);

      await expect(
        other.openByHandle(handle, replicas.provider),
      ).rejects.toEqual(code('session-ended'));
      expect(await live()).toEqual([]);
    });
  },
);
