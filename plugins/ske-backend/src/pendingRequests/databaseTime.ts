import type { DatabaseService } from '@backstage/backend-plugin-api';

export type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/** The database expression of the current time in milliseconds, by Knex client. Replicas may have different clocks, so the clock of the database is used. */
const NOW: Record<string, string> = {
  pg: 'extract(epoch from clock_timestamp()) * 1000',
  'better-sqlite3': "(julianday('now') - 2440587.5) * 86400000",
  mysql2: 'unix_timestamp(now(3)) * 1000',
};

/** Reads the clock of the database, in milliseconds since 1970. */
export async function readDatabaseTime(knex: Knex): Promise<number> {
  const name = String(knex.client.config.client);
  const [row] = await knex.select({ now: knex.raw(NOW[name] ?? NOW.pg) });
  return Math.floor(Number(row.now));
}
