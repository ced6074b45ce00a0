import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from '../database';

export const SESSIONS_TABLE = 'ske_sessions';

interface Migration {
  name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** The migrations in the order in which they run. A released migration is never changed. */
const MIGRATIONS: Migration[] = [
  {
    name: '20261129_sessions',
    async up(knex) {
      await knex.schema.createTable(SESSIONS_TABLE, table => {
        table.string('id', 64).primary();
        table
          .string('handle_hash', 64)
          .notNullable()
          .unique()
          .comment('SHA-256 of the handle in the cookie of the browser');
        table.string('user_ref', 255).notNullable();
        table.string('provider_id', 255).notNullable();
        table
          .string('fingerprint', 64)
          .notNullable()
          .comment('SHA-256 of the provider and the client');
        table
          .integer('version')
          .notNullable()
          .comment('Counts the changes of the content');
        table
          .text('content')
          .nullable()
          .comment('The tokens, encrypted. Null when the session has ended');
        table.string('key_id', 64).notNullable();
        table
          .bigInteger('refresh_at')
          .notNullable()
          .comment('Milliseconds since 1970, like all times of this table');
        table
          .bigInteger('expires_at')
          .nullable()
          .comment('The expiry of the access token');
        table.bigInteger('created_at').notNullable();
        table.bigInteger('used_at').notNullable();
        table.bigInteger('ended_at').nullable();
        table.string('lease_owner', 64).nullable();
        table.bigInteger('lease_until').notNullable().defaultTo(0);
        table
          .integer('failures')
          .notNullable()
          .defaultTo(0)
          .comment('Refreshes that failed since the last success');
        table.bigInteger('retry_at').notNullable().defaultTo(0);
        table.index(['user_ref', 'provider_id', 'created_at']);
      });
    },
    async down(knex) {
      await knex.schema.dropTable(SESSIONS_TABLE);
    },
  },
];

/** Creates or updates the table of sessions. Backstage's auth plugin shares the database, so the migrations have a table of their own (S17). */
export async function migrateSessions(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      tableName: 'ske_session_migrations',
      migrationSource: {
        getMigrations: async () => MIGRATIONS,
        getMigrationName: (migration: Migration) => migration.name,
        getMigration: async (migration: Migration) => migration,
      },
    });
  }
  return knex;
}
