import { TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import {
  accessTokenOf,
  code,
  invalidGrant,
  jane,
  newKey,
  RotatingProvider,
  TABLE,
  tokens,
  useSessionReplicas,
} from './__testUtils__/useSessionReplicas';
import { SessionKeys } from './SessionKeys';
import { SessionStore } from './SessionStore';

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));

describe.each(databases.eachSupportedId())(
  'Sessions, refreshes, %s',
  databaseId => {
    const replicas = useSessionReplicas(() => databases.init(databaseId));
    const { set, start, startReplica } = replicas;

    it('S13: ends a session whose refresh returns another subject', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      replicas.provider.subject = 'bob';

      await expect(sessions.openNewest(jane)).rejects.toEqual(
        code('session-ended'),
      );
      expect(replicas.provider.revoked).toEqual(['R1']);
    });

    it('S14, S15: sends one refresh request for 50 parallel calls at two replicas', async () => {
      const pair = [await startReplica(), await startReplica()];
      await start(pair[0]);
      await set({ refresh_at: 0, expires_at: 0 });
      let answer = () => {};
      replicas.provider.beforeAnswer = new Promise(resolve => {
        answer = resolve;
      });
      replicas.provider.onExchange = () => setTimeout(answer, 300);

      const found = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          accessTokenOf(pair[index % 2].openNewest(jane)),
        ),
      );

      expect(replicas.provider.exchanges).toEqual(['R0']);
      expect(new Set(found)).toEqual(new Set(['access-token-1']));
    });

    it('S14: sends the refresh request from another process after the lease of a killed process has expired; a rotating provider then ends the session', async () => {
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
      replicas.provider.exchanges.push('R0');
      const other = await startReplica();
      await expect(other.openNewest(jane)).rejects.toEqual(
        code('session-ended'),
      );
    });

    it('S14: keeps the tokens of a refresh that took longer than its lease', async () => {
      const [one, two] = [await startReplica(), await startReplica()];
      await start(one);
      await set({ refresh_at: 0, expires_at: 0 });
      const answers: Array<() => void> = [];
      const holdAnswer = () => {
        replicas.provider.beforeAnswer = new Promise(resolve => {
          answers.push(resolve);
        });
      };
      const untilExchanges = async (count: number) => {
        while (replicas.provider.exchanges.length < count) {
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

    it('S15: does not wait for a slow refresh while the access token is valid, and stores its result', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      let answer = () => {};
      replicas.provider.beforeAnswer = new Promise(resolve => {
        answer = resolve;
      });

      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-0',
      );

      answer();
      await sessions.settle();
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-1',
      );
      expect(replicas.provider.exchanges).toEqual(['R0']);
    });

    it('S15: refreshes before the refresh token expires', async () => {
      const sessions = await startReplica();
      const values = { ...tokens(0), refresh_expires_in: 200 };
      await sessions.start({
        ...jane,
        fingerprint: replicas.provider.fingerprint,
        tokens: { values },
      });

      const [row] = await replicas.knex(TABLE).select();
      expect(Number(row.refresh_at) - Number(row.created_at)).toBe(140_000);
    });

    it('S15: keeps the old refresh token if the response has no refresh token', async () => {
      const sessions = await startReplica();
      const { handle } = await start(sessions);
      await set({ refresh_at: 0 });
      jest
        .spyOn(replicas.provider, 'exchange')
        .mockResolvedValue({ ...tokens(1), refresh_token: undefined });

      const { tokens: found } = await sessions.openByHandle(
        handle,
        replicas.provider,
      );
      expect(found.values).toMatchObject({
        access_token: 'access-token-1',
        refresh_token: 'R0',
      });
    });

    it('S15: keeps the access token, and stores the new refresh token, if the response has no access token', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      jest.spyOn(replicas.provider, 'exchange').mockResolvedValueOnce({
        refresh_token: 'R1',
        expires_at: 4_000_000_000,
      });
      const [before] = await replicas.knex(TABLE).select();

      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-0',
      );
      const [after] = await replicas.knex(TABLE).select();
      expect(after).toMatchObject({ failures: 0, version: 2 });
      expect(
        Math.abs(Number(after.expires_at) - Number(before.expires_at)),
      ).toBeLessThan(10_000);

      await set({ refresh_at: 0 });
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-2',
      );
      expect(replicas.provider.exchanges).toEqual(['R1']);
    });

    it('S14: does not wait for a lease that ends too late, as after the clock of the database was set back', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0, expires_at: 0 });
      await set({ lease_until: Date.now() + 3_600_000, lease_owner: 'other' });

      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-1',
      );
    });

    it('S14, S15: makes one attempt for parallel calls at two replicas if the provider fails', async () => {
      const pair = [await startReplica(), await startReplica()];
      await start(pair[0]);
      await set({ refresh_at: 0, expires_at: 0 });
      const { provider } = replicas;
      let answer = () => {};
      provider.beforeAnswer = new Promise(resolve => {
        answer = resolve;
      });
      provider.onExchange = () => setTimeout(answer, 300);
      provider.failure = new Error('connect ECONNREFUSED');

      const results = await Promise.allSettled(
        pair.map(sessions => sessions.openNewest(jane)),
      );

      expect(results).toEqual([
        { status: 'rejected', reason: code('idp-unavailable') },
        { status: 'rejected', reason: code('idp-unavailable') },
      ]);
      expect(provider.exchanges).toEqual(['R0']);
    });

    it.each([
      'invalid_grant',
      'interaction_required',
      'login_required',
      'consent_required',
    ])('S15: ends the session on %s', async error => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      replicas.provider.failure = Object.assign(new Error(), { error });

      await expect(sessions.openNewest(jane)).rejects.toEqual(
        code('session-ended'),
      );
      await expect(sessions.openNewest(jane)).rejects.toEqual(
        code('session-ended'),
      );
      expect(replicas.provider.exchanges).toHaveLength(1);
    });

    it('S15: ignores invalid_grant if another process has stored newer tokens, and uses these tokens', async () => {
      const sessions = await startReplica();
      const { sessionId } = await start(sessions);
      await set({ refresh_at: 0 });
      const keys = new SessionKeys([newKey]);
      jest.spyOn(replicas.provider, 'exchange').mockImplementation(async () => {
        const [row] = await replicas.knex(TABLE).where({ id: sessionId });
        const binding = {
          sessionId,
          ...jane,
          fingerprint: row.fingerprint,
          handleHash: row.handle_hash,
          version: 2,
        };
        await replicas.knex(TABLE).update({
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
      [
        'invalid_client',
        Object.assign(new Error(), { error: 'invalid_client' }),
      ],
      ...['invalid_grant', 'login_required'].map((error): [string, Error] => [
        `status 500 with ${error}`,
        Object.assign(new Error(), { error, response: { statusCode: 500 } }),
      ]),
    ])(
      'S15: uses the access token until it expires after %s, then returns 503',
      async (_, failure) => {
        const sessions = await startReplica();
        await start(sessions);
        await set({ refresh_at: 0 });
        replicas.provider.failure = failure;

        expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
          'access-token-0',
        );
        expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
          'access-token-0',
        );
        expect(replicas.provider.exchanges).toHaveLength(1); // The pause is 5 s long.
        await set({ expires_at: 0 });
        await expect(sessions.openNewest(jane)).rejects.toEqual(
          code('idp-unavailable'),
        );

        replicas.provider.failure = undefined;
        replicas.provider.exchanges.length = 0;
        await set({ retry_at: 0 });
        expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
          'access-token-1',
        );
      },
    );

    it('S15: refreshes once if the new token has already expired, and again only after a pause', async () => {
      const sessions = await startReplica();
      await start(sessions);
      await set({ refresh_at: 0 });
      const { provider } = replicas;
      const { exchange } = provider;
      const expired = jest
        .spyOn(provider, 'exchange')
        .mockImplementation(async refreshToken => ({
          ...(await exchange(refreshToken)),
          expires_at: Math.floor(Date.now() / 1000) - 1,
        }));

      for (let call = 0; call < 3; call += 1) {
        await expect(sessions.openNewest(jane)).rejects.toMatchObject({
          code: 'idp-unavailable',
          message: expect.stringContaining('already expired'),
        });
      }
      expect(provider.exchanges).toEqual(['R0']);
      const [row] = await replicas.knex(TABLE).select();
      expect(Number(row.refresh_at) - Number(row.expires_at)).toBe(5_000);

      expired.mockRestore();
      await set({ refresh_at: 0 });
      expect(await accessTokenOf(sessions.openNewest(jane))).toBe(
        'access-token-2',
      );
    });

    it('S15: revokes the new tokens when the user signs out during the refresh', async () => {
      const sessions = await startReplica();
      const { handle } = await start(sessions);
      await set({ refresh_at: 0, expires_at: 0 });
      let answer = () => {};
      replicas.provider.beforeAnswer = new Promise(resolve => {
        answer = resolve;
      });
      const exchanged = new Promise<void>(resolve => {
        replicas.provider.onExchange = resolve;
      });
      const opened = sessions.openByHandle(handle, replicas.provider);
      await exchanged;
      await sessions.endByHandle(handle);
      answer();

      await expect(opened).rejects.toEqual(code('session-ended'));
      expect(replicas.provider.revoked).toEqual(['R0', 'R1']);
      expect(await replicas.knex(TABLE).whereNotNull('content')).toEqual([]);
    });

    it.each([
      ['does not revoke', 'the same session', 'jane', []],
      ['revokes', 'another session', 'jane-2', ['R0', 'R1']],
    ])(
      'S15: %s the tokens of a refresh when a new sign-in with %s at the provider replaces the session',
      async (_, _session, subject, revoked) => {
        const sessions = await startReplica();
        const { handle } = await start(sessions);
        await set({ refresh_at: 0, expires_at: 0 });
        let answer = () => {};
        replicas.provider.beforeAnswer = new Promise(resolve => {
          answer = resolve;
        });
        const exchanged = new Promise<void>(resolve => {
          replicas.provider.onExchange = resolve;
        });
        const opened = sessions.openByHandle(handle, replicas.provider);
        await exchanged;
        const newer = await sessions.start({
          ...jane,
          fingerprint: replicas.provider.fingerprint,
          tokens: { values: tokens(5, subject) },
          replacedHandle: handle,
        });
        answer();

        await expect(opened).rejects.toEqual(code('session-ended'));
        expect(replicas.provider.revoked).toEqual(revoked);
        expect(
          await accessTokenOf(
            sessions.openByHandle(newer.handle, replicas.provider),
          ),
        ).toBe('access-token-5');
      },
    );
  },
);
