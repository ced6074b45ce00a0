import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import type { TokenValues } from '../refreshes';
import { SessionKeys } from './SessionKeys';
import type { SessionProvider } from './SessionProvider';
import { Sessions } from './Sessions';
import { SessionStore } from './SessionStore';

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));
type Knex = Awaited<ReturnType<typeof databases.init>>;

const TABLE = 'ske_sessions';
/** So long that no lease expires in real time. The tests change the time in the row, and run the timers of the renewals. */
const LEASE_MS = 600_000;
const RENEWAL_MS = LEASE_MS / 3;
const jane = { userRef: 'user:default/jane', providerId: 'okta' };
const keys = [{ id: 'one', secret: randomBytes(32) }];

function tokens(count: number): TokenValues {
  return {
    access_token: `access-token-${count}`,
    refresh_token: `R${count}`,
    expires_at: Math.floor(Date.now() / 1000) + 300,
  };
}

/** An OIDC provider that accepts each refresh token once, and ends the session when it gets a refresh token a second time. */
function startProvider() {
  const exchanges: string[] = [];
  const revoked: string[] = [];
  let answer = () => {};
  const provider: SessionProvider = {
    providerId: 'okta',
    fingerprint: 'https://idp.example.com client',
    clientId: 'client',
    leaseMs: LEASE_MS,
    exchange: async refreshToken => {
      const isReused = exchanges.includes(refreshToken);
      exchanges.push(refreshToken);
      if (isReused) {
        throw Object.assign(new Error(), { error: 'invalid_grant' });
      }
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      return tokens(Number(refreshToken.slice(1)) + 1);
    },
    verify: async () => {},
    revoke: async refreshToken => {
      revoked.push(refreshToken);
    },
    readMetadata: async () => {
      throw new Error('not used');
    },
  };
  return { provider, exchanges, revoked, answer: () => answer() };
}

describe.each(databases.eachSupportedId())(
  'the lease of a refresh, %s',
  databaseId => {
    let knex: Knex;
    let okta: ReturnType<typeof startProvider>;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      okta = startProvider();
    });

    afterEach(() => {
      jest.restoreAllMocks();
    });

    async function startReplica(): Promise<Sessions> {
      const sessions = new Sessions({
        store: await SessionStore.create({ getClient: async () => knex }),
        keys: new SessionKeys(keys),
        logger: mockServices.logger.mock(),
      });
      sessions.register(okta.provider);
      return sessions;
    }

    async function startDueSession(sessions: Sessions): Promise<void> {
      await sessions.start({
        ...jane,
        fingerprint: okta.provider.fingerprint,
        tokens: { values: tokens(0) },
      });
      await knex(TABLE).update({ refresh_at: 0, expires_at: 0 });
    }

    const readRow = async () => (await knex(TABLE).select())[0];

    /** Moves the lease as if a third of it had passed, and runs the timer of the next renewal. */
    async function passTimeToRenewal(timers: jest.SpyInstance): Promise<void> {
      await knex(TABLE).decrement('lease_until', RENEWAL_MS);
      const [renew] = timers.mock.calls
        .filter(([, milliseconds]) => milliseconds === RENEWAL_MS)
        .at(-1)!;
      await renew();
    }

    async function until(isTrue: () => Promise<boolean> | boolean) {
      while (!(await isTrue())) {
        await delay(20);
      }
    }

    it('S14: is renewed while the provider does not respond, so that no other replica sends the same refresh token', async () => {
      const [one, two] = [await startReplica(), await startReplica()];
      await startDueSession(one);
      const timers = jest.spyOn(global, 'setTimeout');
      const claims = jest.spyOn(SessionStore.prototype, 'claim');
      const opened = [one.openNewest(jane)];
      await until(() => okta.exchanges.length === 1);
      opened.push(two.openNewest(jane));
      const { lease_owner: owner, lease_until: first } = await readRow();

      // The time since the start is now longer than a lease.
      for (let count = 0; count < 4; count += 1) {
        await passTimeToRenewal(timers);
        const { calls } = claims.mock;
        const before = calls.length;
        await until(() => calls.length >= before + 2);
      }
      const row = await readRow();
      expect(row.lease_owner).toBe(owner);
      expect(Number(row.lease_until)).toBeGreaterThanOrEqual(Number(first));
      expect(okta.exchanges).toEqual(['R0']);
      okta.answer();

      for (const session of opened) {
        expect((await session).tokens.values.access_token).toBe(
          'access-token-1',
        );
      }
      expect(okta.exchanges).toEqual(['R0']);
    });

    it('S14: stores the new tokens when the database is back after a failure', async () => {
      const sessions = await startReplica();
      await startDueSession(sessions);
      jest
        .spyOn(SessionStore.prototype, 'save')
        .mockRejectedValueOnce(new Error('SQLITE_BUSY'))
        .mockRejectedValueOnce(new Error('SQLITE_BUSY'));
      const opened = sessions.openNewest(jane);
      await until(() => okta.exchanges.length === 1);
      okta.answer();

      expect((await opened).tokens.values.access_token).toBe('access-token-1');
      expect(okta.revoked).toEqual([]);
    });

    it('S14: does not keep a call without a valid token waiting for more than 30 s, and stores the later response', async () => {
      const sessions = await startReplica();
      await startDueSession(sessions);
      const timers = jest.requireActual<typeof import('node:timers/promises')>(
        'node:timers/promises',
      );
      const { setTimeout: wait } = timers;
      jest
        .spyOn(timers, 'setTimeout')
        .mockImplementation((ms, ...more) =>
          wait(ms === 30_000 ? 50 : ms, ...more),
        );

      await expect(sessions.openNewest(jane)).rejects.toMatchObject({
        code: 'idp-unavailable',
      });

      await until(() => okta.exchanges.length === 1);
      okta.answer();
      await sessions.settle();
      const { tokens: found } = await sessions.openNewest(jane);
      expect(found.values.access_token).toBe('access-token-1');
      expect(okta.exchanges).toEqual(['R0']);
    });

    it('S14: delays the stop of the backend until the refresh has ended', async () => {
      const sessions = await startReplica();
      await startDueSession(sessions);
      const opened = sessions.openNewest(jane);
      await until(() => okta.exchanges.length === 1);
      const settled = sessions.settle();
      okta.answer();

      await settled;
      expect((await readRow()).version).toBe(2);
      await opened;
    });

    it('S14: uses stored tokens even if the database did not confirm the write', async () => {
      const sessions = await startReplica();
      await startDueSession(sessions);
      const { save } = SessionStore.prototype;
      jest
        .spyOn(SessionStore.prototype, 'save')
        .mockImplementationOnce(async function saveUnconfirmed(
          this: SessionStore,
          ...args
        ) {
          await save.apply(this, args);
          throw new Error('Connection terminated');
        });
      const opened = sessions.openNewest(jane);
      await until(() => okta.exchanges.length === 1);
      okta.answer();

      const { version, tokens: found } = await opened;
      expect(version).toBe(2);
      expect(found.values.access_token).toBe('access-token-1');
      expect(okta.revoked).toEqual([]);
    });
  },
);
