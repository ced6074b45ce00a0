import type { DatabaseService } from '@backstage/backend-plugin-api';
import { type Knex, migrateAlone } from '../database';

export const SESSIONS_TABLE = 'ske_sessions';
/** The logout tokens of the last minutes, so that no logout token is accepted twice. */
export const LOGOUTS_TABLE = 'ske_logout_tokens';
export const GRANTS_TABLE = 'ske_grants';

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
  {
    name: '20261129_session_ends',
    async up(knex) {
      await knex.schema.alterTable(SESSIONS_TABLE, table => {
        table
          .string('subject_hash', 64)
          .nullable()
          .comment('SHA-256 of the issuer and the subject');
        table
          .string('sid_hash', 64)
          .nullable()
          .comment('SHA-256 of the issuer and the session at the provider');
        table.index(['ended_at']);
        table.index(['subject_hash']);
        table.index(['sid_hash']);
      });
      await knex.schema.createTable(LOGOUTS_TABLE, table => {
        table
          .string('id', 64)
          .primary()
          .comment('SHA-256 of the issuer and the jti');
        table.bigInteger('expires_at').notNullable().index();
      });
    },
    async down(knex) {
      await knex.schema.dropTable(LOGOUTS_TABLE);
      await knex.schema.alterTable(SESSIONS_TABLE, table => {
        table.dropColumns('subject_hash', 'sid_hash');
      });
    },
  },
  {
    name: '20261129_task_grants',
    async up(knex) {
      await knex.schema.createTable(GRANTS_TABLE, table => {
        table
          .string('secret_hash', 64)
          .primary()
          .comment('SHA-256 of the secret that the plugin keeps in memory');
        table.string('session_id', 64).notNullable().index();
        table.string('user_ref', 255).notNullable();
        table.string('plugin', 255).notNullable();
        table.string('task_id', 255).notNullable();
        table.boolean('in_catalog').notNullable();
        table.bigInteger('created_at').notNullable();
        table.bigInteger('expires_at').notNullable().index();
      });
    },
    async down(knex) {
      await knex.schema.dropTable(GRANTS_TABLE);
    },
  },
  {
    name: '20261130_sealed_grants',
    async up(knex) {
      // Grants without a seal are not accepted any more. This affects few tasks, because a grant ends after twelve hours at the latest.
      await knex(GRANTS_TABLE).delete();
      await knex.schema.alterTable(GRANTS_TABLE, table => {
        table.string('provider_id', 255).notNullable().defaultTo('');
        table
          .string('seal', 255)
          .notNullable()
          .defaultTo('')
          .comment('Binds all columns to the secret');
      });
    },
    async down(knex) {
      await knex.schema.alterTable(GRANTS_TABLE, table => {
        table.dropColumns('provider_id', 'seal');
      });
    },
  },
];

/** Creates or updates the table of sessions. Backstage's auth plugin shares the database, so the migrations have a table of their own (S17). */
export async function migrateSessions(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrateAlone(knex, {
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
