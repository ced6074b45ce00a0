import { findPostgres } from '../postgres/postgresBinaries';
import { LostProcesses } from './LostProcesses';
import { type Postgres, startPostgres } from '../postgres/startPostgres';

/** The variable from which `TestDatabases` of Backstage takes the server of `POSTGRES_18`. */
const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
/** `TestDatabases` requires a value when it is created, and reads it again in the first test. */
const UNTIL_STARTED = 'postgres://127.0.0.1/not-started';
const TIMEOUT_MILLISECONDS = 120_000;

export type TestDatabaseId = 'SQLITE_3' | 'POSTGRES_18';

/**
 * Runs a real PostgreSQL during the tests of a file, for `TestDatabases` of Backstage. If
 * `BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING` is set, that server is used instead. If neither server is available, the tests run on SQLite only.
 *
 * @example
 * ```ts
 * const databases = useTestPostgres(ids => TestDatabases.create({ ids }));
 * describe.each(databases.eachSupportedId())('Store, %s', databaseId => {
 *   it('stores', async () => {
 *     const knex = await databases.init(databaseId);
 *   });
 * });
 * ```
 */
export function useTestPostgres<T>(create: (ids: TestDatabaseId[]) => T): T {
  if (process.env[VARIABLE]) {
    return create(['SQLITE_3', 'POSTGRES_18']);
  }
  if (!findPostgres()) {
    return create(['SQLITE_3']);
  }
  let postgres: Postgres | undefined;
  const lost = new LostProcesses();
  process.env[VARIABLE] = UNTIL_STARTED;
  beforeAll(async () => {
    postgres = await startPostgres({ onLost: lost.add });
    process.env[VARIABLE] = postgres.connectionString;
  }, TIMEOUT_MILLISECONDS);
  afterEach(async () => lost.check());
  // `create` registers the `afterAll` in which TestDatabases disconnects. Jest calls these functions in their order, so PostgreSQL stops after that.
  const databases = create(['SQLITE_3', 'POSTGRES_18']);
  afterAll(async () => {
    delete process.env[VARIABLE];
    await postgres?.stop();
  }, TIMEOUT_MILLISECONDS);
  return databases;
}
