import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import { RefreshStore } from './RefreshStore';
import { SharedRefreshes, type TokenValues } from './SharedRefreshes';

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));
type Knex = Awaited<ReturnType<typeof databases.init>>;

/** An OIDC provider that rotates refresh tokens: R0, R1 and so on. It accepts each token once. */
class RotatingProvider {
  readonly exchanges: string[] = [];
  /** Set by a test to delay the responses. */
  beforeAnswer: Promise<void> = Promise.resolve();

  readonly exchange = async (refreshToken: string): Promise<TokenValues> => {
    const isUsed = this.exchanges.includes(refreshToken);
    this.exchanges.push(refreshToken);
    await this.beforeAnswer;
    if (isUsed) {
      throw new Error('invalid_grant');
    }
    const next = Number(refreshToken.slice(1)) + 1;
    return {
      access_token: `access-token-${next}`,
      refresh_token: `R${next}`,
      expires_at: 4_000_000_000,
    };
  };
}

describe.each(databases.eachSupportedId())(
  'SharedRefreshes, %s',
  databaseId => {
    let knex: Knex;
    let provider: RotatingProvider;
    let replicas: SharedRefreshes[];

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      provider = new RotatingProvider();
      replicas = [await startReplica(), await startReplica()];
    });

    async function startReplica(): Promise<SharedRefreshes> {
      return new SharedRefreshes({
        store: await RefreshStore.create({ getClient: async () => knex }),
        logger: mockServices.logger.mock(),
      });
    }

    const refresh = (
      replica: SharedRefreshes,
      refreshToken: string,
      more: { leaseMs?: number; exchange?: RotatingProvider['exchange'] } = {},
    ) =>
      replica.refresh({
        refreshToken,
        fingerprint: 'https://idp.example.com client',
        leaseMs: 30_000,
        exchange: provider.exchange,
        ...more,
      });

    it('S14: sends one refresh request for 50 parallel refreshes at two replicas', async () => {
      let answer = () => {};
      provider.beforeAnswer = new Promise(resolve => {
        answer = resolve;
      });
      const answers = Array.from({ length: 50 }, (_, index) =>
        refresh(replicas[index % 2], 'R0'),
      );
      answer();
      const found = await Promise.all(answers);
      expect(provider.exchanges).toEqual(['R0']);
      expect(new Set(found.map(values => values.access_token))).toEqual(
        new Set(['access-token-1']),
      );
      expect(found[0].refresh_token).toBe('R1');
    });

    it('S14: accepts a late refresh with the old token at the other replica', async () => {
      await refresh(replicas[0], 'R0');
      const late = await refresh(replicas[1], 'R0');
      expect(late.refresh_token).toBe('R1');
      expect(provider.exchanges).toEqual(['R0']);
    });

    it('S14: returns the newest token to a late refresh', async () => {
      await refresh(replicas[0], 'R0');
      await refresh(replicas[1], 'R1');
      await refresh(replicas[0], 'R2');
      const late = await refresh(replicas[1], 'R0');
      expect(late.refresh_token).toBe('R3');
      expect(provider.exchanges).toEqual(['R0', 'R1', 'R2']);
    });

    it('S14: sends the refresh request from another process after the lease of a killed process has expired', async () => {
      const store = await RefreshStore.create({ getClient: async () => knex });
      const claim = jest.spyOn(store, 'claim');
      // A process that was killed does not renew its lease.
      jest.spyOn(store, 'renew').mockResolvedValue(false);
      const killed = new SharedRefreshes({
        store,
        logger: mockServices.logger.mock(),
      });
      // The response never arrives.
      refresh(killed, 'R0', {
        leaseMs: 500,
        exchange: () => new Promise(() => {}),
      });
      await waitUntil(() => claim.mock.results.length > 0);
      await claim.mock.results[0].value;
      const values = await refresh(replicas[0], 'R0');
      expect(values.refresh_token).toBe('R1');
    });

    it('returns a failure to all waiting refreshes of the process, and tries again at the next refresh', async () => {
      const fails = jest.fn(async () => {
        throw new Error('is down');
      });
      const failed = await Promise.allSettled([
        refresh(replicas[0], 'R0', { exchange: fails }),
        refresh(replicas[0], 'R0', { exchange: fails }),
      ]);
      expect(failed.map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ]);
      expect(fails).toHaveBeenCalledTimes(1);
      expect((await refresh(replicas[1], 'R0')).refresh_token).toBe('R1');
    });

    it('S7: stores no unencrypted token', async () => {
      // The tokens are long, because the encrypted text could contain a short text by chance.
      await refresh(replicas[0], 'R7000000001');
      const rows = await knex('ske_shared_refreshes').select();
      expect(rows).toHaveLength(1);
      const text = JSON.stringify(rows);
      for (const token of [
        'access-token-7000000002',
        'R7000000001',
        'R7000000002',
      ]) {
        expect(text).not.toContain(token);
        expect(text).not.toContain(Buffer.from(token).toString('base64url'));
      }
    });

    it('S11: does not decrypt the row of another refresh token', async () => {
      await refresh(replicas[0], 'R0');
      await refresh(replicas[0], 'R5');
      const [first, second] = await knex('ske_shared_refreshes')
        .select()
        .orderBy('id');
      await knex('ske_shared_refreshes')
        .where({ id: first.id })
        .update({ content: second.content });
      await knex('ske_shared_refreshes')
        .where({ id: second.id })
        .update({ content: first.content });
      await expect(refresh(replicas[1], 'R0')).rejects.toThrow('invalid_grant');
    });

    it('S16: removes the stored responses of a session at sign-out', async () => {
      await refresh(replicas[0], 'R0');
      await replicas[1].forget({
        refreshToken: 'R1',
        fingerprint: 'https://idp.example.com client',
      });
      expect(await knex('ske_shared_refreshes').select()).toEqual([]);
    });

    it('returns the response even if it cannot be stored', async () => {
      const store = await RefreshStore.create({ getClient: async () => knex });
      jest.spyOn(store, 'save').mockRejectedValue(new Error('disk is full'));
      const logger = mockServices.logger.mock();
      const replica = new SharedRefreshes({ store, logger });
      expect((await refresh(replica, 'R0')).refresh_token).toBe('R1');
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('could not be stored'),
      );
    });
  },
);

async function waitUntil(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
