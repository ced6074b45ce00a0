import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from '@kratix-portal/plugin-ske-node/database';
import { useTestPostgres } from '@kratix-portal/test-cluster';
import { PENDING_REQUESTS_TABLE } from './migrations';
import {
  type NewPendingRequest,
  PendingRequestStore,
} from './PendingRequestStore';

jest.setTimeout(120_000);

const jane = 'user:default/jane';
const joe = 'user:default/joe';
const cache: NewPendingRequest = {
  cluster: 'platform',
  group: 'marketplace.kratix.io',
  version: 'v1alpha1',
  kind: 'redis',
  plural: 'redis',
  namespace: 'team-a',
  name: 'cache',
  promiseName: 'redis',
  requestedBy: jane,
  clusterUser: 'jane@example.com',
  taskId: 'task-1',
  labels: { team: 'a' },
  annotations: { 'backstage.io/owner': 'group:default/team-a' },
  pullRequestUrl: undefined,
  requestsRepoUrl: undefined,
  existed: false,
};
const DAY_MS = 86_400_000;

const databases = useTestPostgres(ids => TestDatabases.create({ ids }));

describe.each(databases.eachSupportedId())(
  'B8 P6: PendingRequestStore, %s',
  databaseId => {
    let knex: Knex;
    let replicas: PendingRequestStore[];
    let store: PendingRequestStore;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      // Both replicas start at once and run the migrations.
      replicas = await Promise.all(
        [1, 2].map(() =>
          PendingRequestStore.create({ getClient: async () => knex }),
        ),
      );
      [store] = replicas;
    });

    const names = async () =>
      (await store.list('platform', 100)).map(
        ({ name, requestedBy }) => `${name} of ${requestedBy}`,
      );

    /** Makes all records older. */
    const age = (ms: number) =>
      knex(PENDING_REQUESTS_TABLE).decrement('requested_at', ms);

    it('returns a record as it was stored, with the time of the database', async () => {
      const before = await store.now();
      await store.record(cache);
      const after = await store.now();
      const [record, ...others] = await store.list('platform', 100);
      expect(record).toEqual({
        ...cache,
        id: expect.any(String),
        failure: undefined,
        requestedAt: expect.any(Number),
      });
      expect(record.requestedAt).toBeGreaterThanOrEqual(before);
      expect(record.requestedAt).toBeLessThanOrEqual(after);
      expect(others).toEqual([]);
    });

    it('has one record for each resource and user, even if several replicas record it at the same time', async () => {
      await Promise.all(
        [...replicas, ...replicas, ...replicas].flatMap(replica => [
          replica.record(cache),
          replica.record({ ...cache, requestedBy: joe }),
          replica.record({ ...cache, name: 'queue' }),
        ]),
      );
      expect((await names()).sort()).toEqual([
        `cache of ${jane}`,
        `cache of ${joe}`,
        `queue of ${jane}`,
      ]);
    });

    it('keeps the id and removes the failure when a request is recorded again', async () => {
      await store.record(cache);
      await store.markFailed(cache, jane, 'no');
      const [first] = await store.list('platform', 100);
      await age(60_000);
      await store.record({ ...cache, taskId: 'task-2' });
      const [second] = await store.list('platform', 100);
      expect(first.failure).toBe('no');
      expect(second).toMatchObject({
        id: first.id,
        taskId: 'task-2',
        failure: undefined,
      });
      expect(second.requestedAt).toBeGreaterThanOrEqual(first.requestedAt);
    });

    it('stores the failure of a task, unless the record has a failure of the cluster or was recorded again', async () => {
      await store.record(cache);
      const [first] = await store.list('platform', 100);
      await replicas[1].markTaskFailed(first, 'the task failed');
      await store.markTaskFailed(first, 'the task failed again');
      expect(await store.list('platform', 100)).toMatchObject([
        { failure: 'the task failed' },
      ]);

      await age(60_000);
      const [old] = await store.list('platform', 100);
      await store.record({ ...cache, taskId: 'task-2' });
      await store.markTaskFailed(old, 'the task failed');
      expect((await store.list('platform', 100))[0].failure).toBeUndefined();
    });

    it('lists the records of one cluster, the oldest first', async () => {
      await store.record({ ...cache, name: 'b' });
      await age(1_000);
      await store.record({ ...cache, name: 'a' });
      await store.record({ ...cache, cluster: 'other' });
      expect(await names()).toEqual([`b of ${jane}`, `a of ${jane}`]);
    });

    it('withdraws the record of one user only', async () => {
      await store.record(cache);
      await store.record({ ...cache, requestedBy: joe });
      await store.withdraw(cache, jane);
      await store.withdraw(cache, jane);
      expect(await names()).toEqual([`cache of ${joe}`]);
    });

    it('counts the records of a user for other resources', async () => {
      await store.record(cache);
      await store.record({ ...cache, name: 'queue' });
      await store.record({ ...cache, name: 'queue', requestedBy: joe });
      expect(await store.countOthers(jane, cache)).toBe(1);
      expect(await store.countOthers(jane, { ...cache, name: 'new' })).toBe(2);
    });

    it('stores a failure in the record of the user whose attempt failed, unless the resource exists', async () => {
      await store.record(cache);
      await store.record({ ...cache, requestedBy: joe });
      await store.markFailed(cache, jane, 'no');
      const failures = async () =>
        Object.fromEntries(
          (await store.list('platform', 100)).map(
            ({ requestedBy, failure, existed }) => [
              requestedBy,
              [failure, existed],
            ],
          ),
        );
      expect(await failures()).toEqual({
        [jane]: ['no', false],
        [joe]: [undefined, false],
      });
      await store.markExisting(cache);
      await store.markFailed(cache, jane, 'later');
      expect(await failures()).toEqual({
        [jane]: [undefined, true],
        [joe]: [undefined, true],
      });
    });

    it('P2: deletes records that the catalog has seen, except records that were recorded again since then', async () => {
      await store.record(cache);
      await store.record({ ...cache, name: 'queue' });
      await age(60_000);
      const seen = await store.list('platform', 100);
      await store.record({ ...cache, name: 'queue' });
      const deleted = await Promise.all(
        replicas.map(replica => replica.deleteSeen(seen)),
      );
      expect(deleted[0] + deleted[1]).toBe(1);
      expect(await names()).toEqual([`queue of ${jane}`]);
    });

    it('deletes records by age: records whose resource existed first, records with a pull request last', async () => {
      const ages = {
        existedMs: DAY_MS,
        pushedMs: 2 * DAY_MS,
        reviewedMs: 3 * DAY_MS,
      };
      await store.record({ ...cache, name: 'existed', existed: true });
      await store.record({ ...cache, name: 'pushed' });
      await store.record({
        ...cache,
        name: 'reviewed',
        pullRequestUrl: 'https://git.example.com/1',
      });
      const left: string[][] = [];
      for (let day = 0; day < 4; day += 1) {
        await Promise.all(
          replicas.map(replica => replica.deleteOlderThan(ages)),
        );
        const rows = await store.list('platform', 100);
        left.push(rows.map(({ name }) => name).sort());
        await age(DAY_MS + 1_000);
      }
      expect(left).toEqual([
        ['existed', 'pushed', 'reviewed'],
        ['pushed', 'reviewed'],
        ['reviewed'],
        [],
      ]);
    });
  },
);
