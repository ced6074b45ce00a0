import { randomBytes } from 'node:crypto';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import { UnsecuredJWT } from 'jose';
import type { TokenValues } from '../refreshes';
import { SessionKeys } from './SessionKeys';
import { Sessions } from './Sessions';
import { SessionStore } from './SessionStore';

jest.setTimeout(60_000);

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));
type Knex = Awaited<ReturnType<typeof databases.init>>;

const TABLE = 'ske_sessions';
const FINGERPRINT = 'https://idp.example.com client';
const jane = { userRef: 'user:default/jane', providerId: 'okta' };
const oldKey = { id: 'old', secret: randomBytes(32) };
const newKey = { id: 'new', secret: randomBytes(32) };

const invalidGrant = () =>
  Object.assign(new Error('invalid_grant'), { error: 'invalid_grant' });

/** An OIDC provider that rotates refresh tokens: R0, R1 and so on. It accepts each once. */
class RotatingProvider {
  readonly providerId = 'okta';
  readonly fingerprint = FINGERPRINT;
  readonly leaseMs: number = 30_000;
  readonly exchanges: string[] = [];
  readonly revoked: string[] = [];
  /** Set by a test to delay the responses. */
  beforeAnswer: Promise<void> = Promise.resolve();
  failure: unknown;
  subject = 'jane';
  onExchange = () => {};

  readonly exchange = async (refreshToken: string): Promise<TokenValues> => {
    const isUsed = this.exchanges.includes(refreshToken);
    this.exchanges.push(refreshToken);
    this.onExchange();
    await this.beforeAnswer;
    if (this.failure) {
      throw this.failure;
    }
    if (isUsed) {
      throw invalidGrant();
    }
    return tokens(Number(refreshToken.slice(1)) + 1, this.subject);
  };

  readonly readMetadata = async () => ({
    issuer: 'https://idp.example.com',
    jwksUri: 'https://idp.example.com/keys',
    clientId: 'client',
  });

  readonly revoke = async (refreshToken: string) => {
    this.revoked.push(refreshToken);
  };
}

function tokens(count: number, sub = 'jane'): TokenValues {
  const exp = Math.floor(Date.now() / 1000) + 300;
  return {
    access_token: `access-token-${count}`,
    refresh_token: `R${count}`,
    id_token: new UnsecuredJWT({
      iss: 'https://idp.example.com',
      sub,
    }).encode(),
    expires_at: exp,
  };
}

describe.each(databases.eachSupportedId())('Sessions, %s', databaseId => {
  let knex: Knex;
  let provider: RotatingProvider;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    provider = new RotatingProvider();
  });

  async function startReplica(
    keys = [newKey],
    ofProvider = provider,
  ): Promise<Sessions> {
    const sessions = new Sessions({
      store: await SessionStore.create({ getClient: async () => knex }),
      keys: new SessionKeys(keys),
      logger: mockServices.logger.mock(),
    });
    sessions.register(ofProvider);
    return sessions;
  }

  const start = (sessions: Sessions, owner = jane, count = 0) =>
    sessions.start({
      ...owner,
      fingerprint: FINGERPRINT,
      tokens: { values: tokens(count) },
    });

  const set = (columns: object) => knex(TABLE).update(columns);
  const accessTokenOf = async (session: ReturnType<Sessions['openNewest']>) =>
    (await session).tokens.values.access_token;
  const code = (error: string) =>
    expect.objectContaining({ code: error }) as Error;

  it('S10: opens a session by its handle and stores only the hash', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);

    expect(Buffer.from(handle, 'base64url')).toHaveLength(32);
    const opened = await sessions.openByHandle(handle, 'okta');
    expect(opened.userRef).toBe('user:default/jane');
    expect(opened.tokens.values.access_token).toBe('access-token-0');
    expect(JSON.stringify(await knex(TABLE).select())).not.toContain(handle);
  });

  it('S10: rejects the handle of another provider and an unknown handle', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);

    await expect(sessions.openByHandle(handle, 'keycloak')).rejects.toEqual(
      code('session-ended'),
    );
    await expect(sessions.openByHandle('unknown', 'okta')).rejects.toEqual(
      code('session-ended'),
    );
  });

  it('S7: stores no token in clear', async () => {
    const sessions = await startReplica();
    await start(sessions);
    await set({ refresh_at: 0 });
    await sessions.openNewest(jane);

    const text = JSON.stringify(await knex(TABLE).select());
    for (const token of ['access-token-0', 'access-token-1', '"R0', '"R1']) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(Buffer.from(token).toString('base64url'));
    }
  });

  it('S11: ends a session whose row another user or handle was written into', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);
    await knex(TABLE).update({ user_ref: 'user:default/bob' });

    await expect(
      sessions.openNewest({ userRef: 'user:default/bob', providerId: 'okta' }),
    ).rejects.toEqual(code('session-ended'));
    await expect(sessions.openByHandle(handle, 'okta')).rejects.toEqual(
      code('session-ended'),
    );
  });

  it('S11: does not give a stolen row to another handle', async () => {
    const sessions = await startReplica();
    const ofJane = await start(sessions);
    const ofBob = await start(sessions, {
      userRef: 'user:default/bob',
      providerId: 'okta',
    });
    const [bob] = await knex(TABLE).where({ id: ofBob.sessionId });
    await knex(TABLE).where({ id: ofBob.sessionId }).delete();
    await knex(TABLE)
      .where({ id: ofJane.sessionId })
      .update({ handle_hash: bob.handle_hash });

    await expect(sessions.openByHandle(ofBob.handle, 'okta')).rejects.toEqual(
      code('session-ended'),
    );
  });

  it('S12: keeps sessions through a rotation of keys, and encrypts them again', async () => {
    const { handle } = await start(await startReplica([oldKey]));
    const rotating = await startReplica([newKey, oldKey]);
    expect(await accessTokenOf(rotating.openByHandle(handle, 'okta'))).toBe(
      'access-token-0',
    );

    await rotating.sweep();

    const rotated = await startReplica([newKey]);
    expect(await accessTokenOf(rotated.openByHandle(handle, 'okta'))).toBe(
      'access-token-0',
    );
  });

  it('S12: ends a session that no key opens', async () => {
    const { handle } = await start(await startReplica([oldKey]));
    const other = await startReplica([newKey]);

    await expect(other.openByHandle(handle, 'okta')).rejects.toEqual(
      code('session-ended'),
    );
  });

  it('S13: uses the newest session of the user and the provider', async () => {
    const sessions = await startReplica();
    const first = await start(sessions, jane, 1);
    await knex(TABLE).where({ id: first.sessionId }).decrement('created_at', 9);
    await start(sessions, jane, 2);
    await start(sessions, { ...jane, userRef: 'user:default/bob' }, 3);
    await start(sessions, { ...jane, providerId: 'keycloak' }, 4);

    expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
      'access-token-2',
    );
  });

  it('S13: ends a session whose refresh returns another subject', async () => {
    const sessions = await startReplica();
    await start(sessions);
    await set({ refresh_at: 0 });
    provider.subject = 'bob';

    await expect(sessions.openNewest(jane)).rejects.toEqual(
      code('session-ended'),
    );
    expect(provider.revoked).toEqual(['R1']);
  });

  it('S14, S15: makes one exchange of 50 parallel calls at two replicas', async () => {
    const replicas = [await startReplica(), await startReplica()];
    await start(replicas[0]);
    await set({ refresh_at: 0, expires_at: 0 });
    let answer = () => {};
    provider.beforeAnswer = new Promise(resolve => {
      answer = resolve;
    });
    provider.onExchange = () => setTimeout(answer, 300);

    const found = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        accessTokenOf(replicas[index % 2].openNewest(jane)),
      ),
    );

    expect(provider.exchanges).toEqual(['R0']);
    expect(new Set(found)).toEqual(new Set(['access-token-1']));
  });

  it('S14: takes over after the lease of a killed process, and then the session ends', async () => {
    const killedProvider = new RotatingProvider();
    Object.assign(killedProvider, { leaseMs: 500 });
    const exchanged = new Promise<void>(resolve => {
      killedProvider.onExchange = resolve;
    });
    killedProvider.beforeAnswer = new Promise(() => {});
    // A process that was killed does not renew its lease.
    jest.spyOn(SessionStore.prototype, 'renew').mockResolvedValueOnce(false);
    const killed = await startReplica([newKey], killedProvider);
    await start(killed);
    await set({ refresh_at: 0, expires_at: 0 });
    killed.openNewest(jane).catch(() => {});
    await exchanged;

    // The provider has rotated the token for the killed process.
    provider.exchanges.push('R0');
    const other = await startReplica();
    await expect(other.openNewest(jane)).rejects.toEqual(code('session-ended'));
  });

  it('S14: keeps the tokens of an exchange that took longer than its lease', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    await start(one);
    await set({ refresh_at: 0 });
    const answers: Array<() => void> = [];
    const holdAnswer = () => {
      provider.beforeAnswer = new Promise(resolve => {
        answers.push(resolve);
      });
    };
    const untilExchanges = async (count: number) => {
      while (provider.exchanges.length < count) {
        await new Promise(resolve => setImmediate(resolve));
      }
    };
    holdAnswer();
    const slow = one.openNewest(jane);
    await untilExchanges(1);
    await set({ lease_until: 0 });
    holdAnswer();
    const other = two.openNewest(jane);
    await untilExchanges(2);

    answers[0]();
    expect(await accessTokenOf(slow)).toBe('access-token-1');
    answers[1]();
    expect(await accessTokenOf(other)).toBe('access-token-1');
  });

  it('S15: keeps the old refresh token when the response has none', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);
    await set({ refresh_at: 0 });
    jest
      .spyOn(provider, 'exchange')
      .mockResolvedValue({ ...tokens(1), refresh_token: undefined });

    const { tokens: found } = await sessions.openByHandle(handle, 'okta');
    expect(found.values).toMatchObject({
      access_token: 'access-token-1',
      refresh_token: 'R0',
    });
  });

  it('S15: ends the session on invalid_grant', async () => {
    const sessions = await startReplica();
    await start(sessions);
    await set({ refresh_at: 0 });
    provider.failure = invalidGrant();

    await expect(sessions.openNewest(jane)).rejects.toEqual(
      code('session-ended'),
    );
    await expect(sessions.openNewest(jane)).rejects.toEqual(
      code('session-ended'),
    );
    expect(provider.exchanges).toHaveLength(1);
  });

  it('S15: uses a newer version when invalid_grant comes too late', async () => {
    const sessions = await startReplica();
    const { sessionId } = await start(sessions);
    await set({ refresh_at: 0 });
    const keys = new SessionKeys([newKey]);
    jest.spyOn(provider, 'exchange').mockImplementation(async () => {
      const [row] = await knex(TABLE).where({ id: sessionId });
      const binding = {
        sessionId,
        ...jane,
        fingerprint: row.fingerprint,
        handleHash: row.handle_hash,
        version: 2,
      };
      await knex(TABLE).update({
        version: 2,
        refresh_at: Date.now() + 200_000,
        content: keys.seal(JSON.stringify({ values: tokens(7) }), binding),
      });
      throw invalidGrant();
    });

    expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
      'access-token-7',
    );
  });

  it.each([
    ['a network failure', new Error('ECONNREFUSED')],
    ['invalid_client', Object.assign(new Error(), { error: 'invalid_client' })],
  ])(
    'S15: uses the access token until it expires after %s, then returns 503',
    async (_, failure) => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      provider.failure = failure;

      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-0',
      );
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-0',
      );
      expect(provider.exchanges).toHaveLength(1); // The pause of 5 s.
      await set({ expires_at: 0 });
      await expect(sessions.openNewest(jane)).rejects.toEqual(
        code('idp-unavailable'),
      );

      provider.failure = undefined;
      provider.exchanges.length = 0;
      await set({ retry_at: 0 });
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-1',
      );
    },
  );

  it('S15: revokes the new tokens when the user signs out during the exchange', async () => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);
    await set({ refresh_at: 0 });
    let answer = () => {};
    provider.beforeAnswer = new Promise(resolve => {
      answer = resolve;
    });
    const exchanged = new Promise<void>(resolve => {
      provider.onExchange = resolve;
    });
    const opened = sessions.openByHandle(handle, 'okta');
    await exchanged;
    await sessions.endByHandle(handle);
    answer();

    await expect(opened).rejects.toEqual(code('session-ended'));
    expect(provider.revoked).toEqual(['R0', 'R1']);
    expect(await knex(TABLE).whereNotNull('content')).toEqual([]);
  });

  it.each([
    ['8 hours without a use', { used_at: Date.now() - 8 * 3_600_000 }],
    ['24 hours', { created_at: Date.now() - 24 * 3_600_000 }],
  ])('S16: ends a session after %s', async (_, columns) => {
    const sessions = await startReplica();
    const { handle } = await start(sessions);
    await set(columns);

    await expect(sessions.openByHandle(handle, 'okta')).rejects.toEqual(
      code('session-ended'),
    );
    expect(provider.revoked).toEqual(['R0']);
  });

  it('S16: ends and revokes a session at sign-out, and not the other session of the user', async () => {
    const sessions = await startReplica();
    const one = await start(sessions, jane, 1);
    const two = await start(sessions, jane, 2);

    await sessions.endByHandle(one.handle);

    expect(provider.revoked).toEqual(['R1']);
    await expect(sessions.openByHandle(one.handle, 'okta')).rejects.toEqual(
      code('session-ended'),
    );
    expect(await accessTokenOf(sessions.openByHandle(two.handle, 'okta'))).toBe(
      'access-token-2',
    );
  });

  it('returns no-credentials to a user who never had a session', async () => {
    const sessions = await startReplica();

    await expect(sessions.openNewest(jane)).rejects.toEqual(
      code('no-credentials'),
    );
  });

  it('S17: has a migration table of its own', async () => {
    await startReplica();
    await startReplica();

    expect(await knex('ske_session_migrations').select('name')).toEqual([
      { name: '20261129_sessions' },
      { name: '20261129_session_ends' },
      { name: '20261129_task_grants' },
    ]);
  });
});
