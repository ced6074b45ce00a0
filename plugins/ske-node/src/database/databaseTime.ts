import type { DatabaseService } from '@backstage/backend-plugin-api';

/**
 * A database client of Backstage.
 *
 * @public
 */
export type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/** The database expression of the current time in milliseconds, by Knex client. Replicas may have different clocks, so the clock of the database is used. */
const NOW: Record<string, string> = {
  pg: 'extract(epoch from clock_timestamp()) * 1000',
  'better-sqlite3': "(julianday('now') - 2440587.5) * 86400000",
  mysql2: 'unix_timestamp(now(3)) * 1000',
};

/**
 * Reads the clock of the database, in milliseconds since 1970.
 *
 * @public
 */
export async function readDatabaseTime(knex: Knex): Promise<number> {
  const [row] = await knex.select({ now: knex.raw(nowOf(knex)) });
  return Math.floor(Number(row.now));
}

/**
 * The database expression for the current time plus some milliseconds. The database reads its clock when the statement runs, so the time that the statement waits
 * for a connection does not count.
 *
 * @public
 */
export function databaseTimeIn(
  knex: Knex,
  ms: number,
): ReturnType<Knex['raw']> {
  return knex.raw(`round(${nowOf(knex)} + ?)`, [Math.floor(ms)]);
}

function nowOf(knex: Knex): string {
  return NOW[String(knex.client.config.client)] ?? NOW.pg;
}
