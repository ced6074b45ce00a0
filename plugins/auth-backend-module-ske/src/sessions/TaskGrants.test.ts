import { TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import {
  code,
  invalidGrant,
  jane,
  newKey,
  oldKey,
  TABLE,
  useSessionReplicas,
} from './__testUtils__/useSessionReplicas';
import { SessionStore } from './SessionStore';

const GRANTS = 'ske_grants';
const HOUR_MS = 3_600_000;
const task = { plugin: 'plugin:scaffolder', taskId: '1' };
const mallory = { ...jane, userRef: 'user:default/mallory' };

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));

describe.each(databases.eachSupportedId())('TaskGrants, %s', databaseId => {
  const replicas = useSessionReplicas(() => databases.init(databaseId));
  const { set, start, startGrants, startReplica } = replicas;

  afterEach(() => {
    jest.restoreAllMocks();
  });

  async function setUp() {
    const sessions = await startReplica();
    return { sessions, grants: await startGrants(sessions) };
  }

  const sessionOfGrant = async () =>
    (await replicas.knex(GRANTS).first()).session_id;

  it('S18: returns a token of the user', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    const { grant } = await grants.take({ ...jane, ...task });

    expect(await grants.exchange({ grant, ...task })).toEqual({
      token: 'token of user:default/jane',
      userRef: 'user:default/jane',
    });
  });

  it('S18: returns the same grant to a task that continues in another process', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    await start(sessions, mallory);
    const secret = 's'.repeat(43);
    await grants.take({ ...jane, ...task, secret });
    const [row] = await replicas.knex(GRANTS).select();

    const other = await startGrants(await startReplica());
    expect((await other.take({ ...jane, ...task, secret })).grant).toBe(secret);
    expect(await replicas.knex(GRANTS).select()).toEqual([row]);
    expect((await other.exchange({ grant: secret, ...task })).userRef).toBe(
      jane.userRef,
    );

    // A row with another binding is replaced, and never used.
    await replicas.knex(GRANTS).update({ user_ref: mallory.userRef });
    await other.take({ ...jane, ...task, secret });
    expect((await other.exchange({ grant: secret, ...task })).userRef).toBe(
      jane.userRef,
    );
  });

  describe('S18: a row that was changed in the database', () => {
    it.each<[string, (columns: Record<string, unknown>) => object]>([
      [
        'another user and session',
        ({ session_id, user_ref }) => ({ session_id, user_ref }),
      ],
      ['another session', ({ session_id }) => ({ session_id })],
      ['another provider', () => ({ provider_id: 'keycloak' })],
      ['a later end', () => ({ expires_at: Date.now() + 48 * HOUR_MS })],
      ['an earlier start', () => ({ created_at: 1 })],
      ['no entry in the catalog', () => ({ in_catalog: false })],
      ['no seal', () => ({ seal: '' })],
      ['the seal of another grant', ({ seal }) => ({ seal })],
    ])('returns no token with %s', async (_, change) => {
      const { sessions, grants } = await setUp();
      await start(sessions);
      await start(sessions, mallory);
      await grants.take({ ...jane, ...task, taskId: '2' });
      const [victim] = await replicas.knex(GRANTS).select();
      const { grant } = await grants.take({ ...mallory, ...task });

      await replicas
        .knex(GRANTS)
        .where({ user_ref: mallory.userRef })
        .update(change(victim));

      await expect(grants.exchange({ grant, ...task })).rejects.toEqual(
        code('session-ended'),
      );
    });

    it('returns no token with another task and plugin', async () => {
      const { sessions, grants } = await setUp();
      await start(sessions);
      const { grant } = await grants.take({ ...jane, ...task });
      const other = { plugin: 'plugin:other', taskId: '7' };

      await replicas
        .knex(GRANTS)
        .update({ plugin: other.plugin, task_id: other.taskId });

      await expect(grants.exchange({ grant, ...other })).rejects.toEqual(
        code('session-ended'),
      );
    });
  });

  it('S12, S18: accepts a grant after a key rotation, and returns unavailable if the replica does not have the key', async () => {
    const sessions = await startReplica([oldKey]);
    await start(sessions);
    const { grant } = await (
      await startGrants(sessions, [oldKey])
    ).take({ ...jane, ...task });

    const rotated = [newKey, oldKey];
    const both = await startGrants(await startReplica(rotated), rotated);
    expect((await both.exchange({ grant, ...task })).userRef).toBe(
      jane.userRef,
    );
    const other = await startGrants(await startReplica([newKey]), [newKey]);
    await expect(other.exchange({ grant, ...task })).rejects.toEqual(
      code('idp-unavailable'),
    );
  });

  it('S12, S18: returns session-ended if the replica still does not have the key after 15 minutes', async () => {
    const sessions = await startReplica([oldKey]);
    await start(sessions);
    const { grant } = await (
      await startGrants(sessions, [oldKey])
    ).take({ ...jane, ...task });
    const other = await startGrants(await startReplica([newKey]), [newKey]);
    const clock = jest.spyOn(performance, 'now');
    const exchangeAt = (minutes: number) => {
      clock.mockReturnValue(minutes * 60_000);
      return other.exchange({ grant, ...task });
    };

    await expect(exchangeAt(0)).rejects.toEqual(code('idp-unavailable'));
    await expect(exchangeAt(14)).rejects.toEqual(code('idp-unavailable'));
    await expect(exchangeAt(15)).rejects.toEqual(code('session-ended'));
    clock.mockRestore();
  });

  it('S18: binds a grant to the session with the provider of the cluster, even if another session is newer', async () => {
    const { sessions, grants } = await setUp();
    const { sessionId } = await start(sessions);
    await replicas.knex(TABLE).decrement('created_at', 1_000);
    await start(sessions, { ...jane, providerId: 'keycloak' });

    await grants.take({ ...jane, ...task });

    expect(await sessionOfGrant()).toBe(sessionId);
  });

  it('S16, S18: gives no grant for a session that was not used for eight hours', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    // One second more, because the clock of SQLite may be a millisecond behind.
    await set({ used_at: Date.now() - 8 * HOUR_MS - 1_000 });

    await expect(grants.take({ ...jane, ...task })).rejects.toEqual(
      code('session-ended'),
    );
    expect(await replicas.knex(GRANTS).select()).toEqual([]);
  });

  it('S18: refreshes the sessions of waiting tasks', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    await grants.take({ ...jane, ...task });
    await set({ refresh_at: 0 });

    await grants.keepSessions();

    expect(replicas.provider.exchanges).toEqual(['R0']);
  });

  it('S18: refreshes the sessions of waiting tasks every few minutes, although their tokens are still valid', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    await grants.take({ ...jane, ...task });
    await set({ refresh_at: Date.now() + HOUR_MS });

    await grants.keepSessions();
    expect(replicas.provider.exchanges).toEqual([]);

    const later = jest
      .spyOn(SessionStore.prototype, 'now')
      .mockResolvedValue(Date.now() + 5 * 60_000);
    await grants.keepSessions();
    await grants.keepSessions();
    expect(replicas.provider.exchanges).toEqual(['R0']);
    later.mockRestore();
  });

  it('S16, S18: does not count waiting as a use of the session', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    const { grant } = await grants.take({ ...jane, ...task });
    const usedAt = Date.now() - 7 * HOUR_MS;
    await set({ used_at: usedAt, refresh_at: 0 });

    await grants.keepSessions();

    const [row] = await replicas.knex(TABLE).select();
    expect(Number(row.used_at)).toBe(usedAt);
    await set({ used_at: usedAt - HOUR_MS });
    await grants.keepSessions();
    await expect(grants.exchange({ grant, ...task })).rejects.toEqual(
      code('session-ended'),
    );
    expect(replicas.provider.revoked).toEqual(['R1']);
  });

  it('S18: continues to refresh the other sessions when one session ends', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    await start(sessions, mallory, 5);
    await grants.take({ ...jane, ...task });
    await grants.take({ ...mallory, ...task });
    await set({ refresh_at: 0 });
    const { exchange } = replicas.provider;
    jest
      .spyOn(replicas.provider, 'exchange')
      .mockImplementation(async refreshToken => {
        if (refreshToken === 'R0') {
          throw invalidGrant();
        }
        return exchange(refreshToken);
      });

    await grants.keepSessions();

    expect(replicas.provider.exchanges).toEqual(['R5']);
    expect(await replicas.knex(TABLE).whereNotNull('ended_at')).toHaveLength(1);
  });

  it('S18: stops between two sessions when the run is aborted, and begins with the other session the next time', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    await start(sessions, mallory, 5);
    await grants.take({ ...jane, ...task });
    await grants.take({ ...mallory, ...task });
    await set({ refresh_at: 0 });
    const keepOne = async () => {
      const run = new AbortController();
      replicas.provider.onExchange = () => run.abort();
      await grants.keepSessions(run.signal);
    };

    await keepOne();
    expect(replicas.provider.exchanges).toHaveLength(1);

    const later = Date.now() + 5 * 60_000;
    jest.spyOn(SessionStore.prototype, 'now').mockResolvedValue(later);
    await keepOne();
    expect([...replicas.provider.exchanges].sort()).toEqual(['R0', 'R5']);
  });

  it('S18: skips the other sessions of a provider that fails several times in a run', async () => {
    const { sessions, grants } = await setUp();
    for (let count = 0; count < 5; count += 1) {
      const owner = { ...jane, userRef: `user:default/u${count}` };
      await start(sessions, owner, count);
      await grants.take({ ...owner, ...task });
    }
    replicas.provider.failure = new Error('ECONNREFUSED');
    const later = Date.now() + 5 * 60_000;
    jest.spyOn(SessionStore.prototype, 'now').mockResolvedValue(later);

    await grants.keepSessions();

    expect(replicas.provider.exchanges).toHaveLength(3);
  });

  it('S18: no longer refreshes the session of a task that has ended', async () => {
    const { sessions, grants } = await setUp();
    await start(sessions);
    const { grant } = await grants.take({ ...jane, ...task });
    expect(
      await grants.release({ grant, plugin: task.plugin, taskId: '2' }),
    ).toEqual({ released: false });
    expect(await grants.release({ grant, ...task })).toEqual({
      released: true,
    });
    await set({ refresh_at: 0 });

    await grants.keepSessions();

    expect(replicas.provider.exchanges).toEqual([]);
  });
});
