import type { Knex } from './databaseTime';

/**
 * The options of Knex for its migrations.
 *
 * @public
 */
export type MigrationConfig = NonNullable<
  Parameters<Knex['migrate']['latest']>[0]
>;

/**
 * Runs migrations while no other replica runs them. Without this, replicas that start at the same time on an empty database would all create Knex's own tables, and
 * all but one would fail. Knex's table of locks could also get two rows, and Knex would then report for ever that the migrations are locked.
 *
 * @public
 */
export async function migrateAlone(
  knex: Knex,
  config: MigrationConfig & { tableName: string },
): Promise<void> {
  await knex.transaction(async trx => {
    if (knex.client.config.client === 'pg') {
      await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [
        config.tableName,
      ]);
    }
    await trx.migrate.latest(config);
  });
}
