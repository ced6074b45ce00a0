import { TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import {
  accessTokenOf,
  code,
  jane,
  RotatingProvider,
  TABLE,
  tokens,
  useSessionReplicas,
} from './__testUtils__/useSessionReplicas';
import { SessionStore } from './SessionStore';

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));

describe.each(databases.eachSupportedId())('Sessions, %s', databaseId => {
  const replicas = useSessionReplicas(() => databases.init(databaseId));
  const { set, start, startReplica } = replicas;

  it('S10: finds a session by its handle, and stores only the hash of the handle', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);

    expect(Buffer.from(handle, 'base64url')).toHaveLength(32);
    const opened = await sessions.openByHandle(handle, replicas.provider);
    expect(opened.userRef).toBe('user:default/jane');
    expect(opened.tokens.values.access_token).toBe('access-token-0');
    expect(JSON.stringify(await replicas.knex(TABLE).select())).not.toContain(
      handle,
    );
  });

  it('S10: rejects the handle of another provider and an unknown handle', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);

    await expect(
      sessions.openByHandle(handle, {
        ...replicas.provider,
        providerId: 'keycloak',
      }),
    ).rejects.toEqual(code('session-ended'));
    await expect(
      sessions.openByHandle('unknown', replicas.provider),
    ).rejects.toEqual(code('session-ended'));
  });

  it('S7: stores no unencrypted token', async () => {
    const sessions = await startReplica();
    await start(sessions);
    await set({ refresh_at: 0 });
    await sessions.openNewest(jane);

    const text = JSON.stringify(await replicas.knex(TABLE).select());
    for (const token of ['access-token-0', 'access-token-1', '"R0', '"R1']) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(Buffer.from(token).toString('base64url'));
    }
  });

  it('S13: returns the newest live session with one of several providers', async () => {
    const sessions = await startReplica();
    const partner = { ...jane, providerId: 'partner' };
    sessions.register(
      Object.assign(new RotatingProvider(), { providerId: 'partner' }),
    );
    const both = { ...jane, furtherProviderIds: ['partner'] };
    await start(sessions);
    await replicas.knex(TABLE).decrement('created_at', 1_000);
    await start(sessions, partner, 5);

    const newest = await sessions.openNewest(both);
    expect(newest.providerId).toBe('partner');
    expect(newest.tokens.values.access_token).toBe('access-token-5');
    expect((await sessions.openNewest(jane)).providerId).toBe('okta');

    await sessions.endById(newest.sessionId, 'signed-out');
    expect((await sessions.openNewest(both)).providerId).toBe('okta');
    await expect(
      sessions.openNewest({ ...both, userRef: 'user:default/bob' }),
    ).rejects.toMatchObject({
      code: 'no-credentials',
      message: expect.stringContaining("'okta' or 'partner'"),
    });
  });

  it('S11: ends a session if another user or handle was written into its row', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);
    await replicas.knex(TABLE).update({ user_ref: 'user:default/bob' });

    await expect(
      sessions.openNewest({ userRef: 'user:default/bob', providerId: 'okta' }),
    ).rejects.toEqual(code('session-ended'));
    await expect(
      sessions.openByHandle(handle, replicas.provider),
    ).rejects.toEqual(code('session-ended'));
  });

  it('S11, S16: ends a session after 24 hours, even if its row was changed', async () => {
    const sessions = await startReplica();
    await start(sessions);
    const later = Date.now() + 25 * 3_600_000;
    await set({ created_at: later, used_at: later });
    await set({ refresh_at: 2 * later, expires_at: 2 * later });
    jest.spyOn(SessionStore.prototype, 'now').mockResolvedValue(later);

    await expect(sessions.openNewest(jane)).rejects.toEqual(
      code('session-ended'),
    );
    jest.restoreAllMocks();
  });

  it('S11: opens a whole older row only until its next refresh', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);
    const [older] = await replicas.knex(TABLE).select();
    await set({ refresh_at: 0 });
    await sessions.openByHandle(handle, replicas.provider);
    await sessions.endByHandle(handle);

    await set(older);
    expect(
      await accessTokenOf(sessions.openByHandle(handle, replicas.provider)),
    ).toBe('access-token-0');
    await set({ refresh_at: 0 });
    await expect(
      sessions.openByHandle(handle, replicas.provider),
    ).rejects.toEqual(code('session-ended'));
  });

  it('S11: does not return a session whose row was copied to another handle', async () => {
    const sessions = await startReplica();
    const ofJane = await start(sessions);
    const ofBob = await start(sessions, {
      userRef: 'user:default/bob',
      providerId: 'okta',
    });
    const [bob] = await replicas.knex(TABLE).where({ id: ofBob.sessionId });
    await replicas.knex(TABLE).where({ id: ofBob.sessionId }).delete();
    await replicas
      .knex(TABLE)
      .where({ id: ofJane.sessionId })
      .update({ handle_hash: bob.handle_hash });

    await expect(
      sessions.openByHandle(ofBob.handle, replicas.provider),
    ).rejects.toEqual(code('session-ended'));
  });

  it('S13: uses the newest session of the user and the provider', async () => {
    const sessions = await startReplica();
    const first = await start(sessions, jane, 1);
    await replicas
      .knex(TABLE)
      .where({ id: first.sessionId })
      .decrement('created_at', 9);
    await start(sessions, jane, 2);
    await start(sessions, { ...jane, userRef: 'user:default/bob' }, 3);
    await start(sessions, { ...jane, providerId: 'keycloak' }, 4);

    expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
      'access-token-2',
    );
  });
  it.each([
    ['8 hours without a use', { used_at: Date.now() - 8 * 3_600_000 }],
    ['24 hours', { created_at: Date.now() - 24 * 3_600_000 }],
  ])('S16: ends a session after %s', async (_, columns) => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);
    await set(columns);

    await expect(
      sessions.openByHandle(handle, replicas.provider),
    ).rejects.toEqual(code('session-ended'));
    expect(replicas.provider.revoked).toEqual(['R0']);
  });

  it('S16: ends a session at sign-out and revokes its refresh token, but does not end another session of the user', async () => {
    const sessions = await startReplica();
    const one = await start(sessions, jane, 1);
    const two = await start(sessions, jane, 2);

    await sessions.endByHandle(one.handle);

    expect(replicas.provider.revoked).toEqual(['R1']);
    await expect(
      sessions.openByHandle(one.handle, replicas.provider),
    ).rejects.toEqual(code('session-ended'));
    expect(
      await accessTokenOf(sessions.openByHandle(two.handle, replicas.provider)),
    ).toBe('access-token-2');
  });

  it('keeps a sign-in whose replaced session cannot be ended, and logs it without the values of the query', async () => {
    const sessions = await startReplica();
    const replaced = await start(sessions);
    const secret = 'value of the query';
    jest
      .spyOn(SessionStore.prototype, 'end')
      .mockRejectedValueOnce(new Error(secret));

    const { handle } = await sessions.start({
      ...jane,
      fingerprint: replicas.provider.fingerprint,
      tokens: { values: tokens(1) },
      replacedHandle: replaced.handle,
    });

    expect(
      await accessTokenOf(sessions.openByHandle(handle, replicas.provider)),
    ).toBe('access-token-1');
    expect(replicas.warnings).toEqual([
      expect.stringContaining('could not be ended (Error)'),
    ]);
    expect(replicas.warnings.join()).not.toContain(secret);
  });

  it('returns no-credentials to a user who never had a session', async () => {
    const sessions = await startReplica();

    await expect(sessions.openNewest(jane)).rejects.toEqual(
      code('no-credentials'),
    );
  });

  it('S17: has its own migration table', async () => {
    await startReplica();
    await startReplica();

    expect(
      await replicas.knex('ske_session_migrations').select('name'),
    ).toEqual([
      { name: '20261129_sessions' },
      { name: '20261129_session_ends' },
      { name: '20261129_task_grants' },
      { name: '20261130_sealed_grants' },
    ]);
  });
});
