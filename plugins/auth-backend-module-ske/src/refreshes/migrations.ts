import type { DatabaseService } from '@backstage/backend-plugin-api';
import { type Knex, migrateAlone } from '../database';

export const TABLE = 'ske_shared_refreshes';

interface Migration {
  name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** The migrations in the order in which they run. A released migration is never changed. */
const MIGRATIONS: Migration[] = [
  {
    name: '20261128_shared_refreshes',
    async up(knex) {
      await knex.schema.createTable(TABLE, table => {
        table
          .string('id', 64)
          .primary()
          .comment('Derived from the refresh token');
        table
          .string('owner', 64)
          .notNullable()
          .comment('The process that makes the exchange');
        table
          .bigInteger('expires_at')
          .notNullable()
          .comment(
            'Milliseconds since 1970: the end of the lease, or of the content',
          );
        table
          .text('content')
          .nullable()
          .comment('The answer of the OIDC provider, encrypted');
        table
          .string('successor', 64)
          .nullable()
          .index()
          .comment('The id of the refresh token in the content');
      });
    },
    async down(knex) {
      await knex.schema.dropTable(TABLE);
    },
  },
];

/** Creates or updates our table. Backstage's auth plugin shares the database, so our migrations have tables of their own. */
export async function migrate(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrateAlone(knex, {
      tableName: 'ske_auth_migrations',
      migrationSource: {
        getMigrations: async () => MIGRATIONS,
        getMigrationName: (migration: Migration) => migration.name,
        getMigration: async (migration: Migration) => migration,
      },
    });
  }
  return knex;
}
