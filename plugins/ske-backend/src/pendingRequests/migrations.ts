import type { DatabaseService } from '@backstage/backend-plugin-api';
import {
  type Knex,
  migrateAlone,
} from '@kratix-portal/plugin-ske-node/database';

export const PENDING_REQUESTS_TABLE = 'ske_pending_requests';

/** The columns that identify a record: one for each resource and user. */
export const IDENTITY_COLUMNS = [
  'cluster',
  'api_group',
  'kind',
  'namespace',
  'name',
  'requested_by',
] as const;

interface Migration {
  name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** The migrations in the order in which they run. A released migration is never changed. */
const MIGRATIONS: Migration[] = [
  {
    name: '20261129_pending_requests',
    async up(knex) {
      await knex.schema.createTable(PENDING_REQUESTS_TABLE, table => {
        table.string('id', 36).primary();
        table.string('cluster', 253).notNullable();
        table.string('api_group', 253).notNullable();
        table.string('api_version', 63).notNullable();
        table.string('kind', 63).notNullable();
        table.string('plural', 63).notNullable();
        table
          .string('namespace', 63)
          .notNullable()
          .comment('Empty for a cluster-scoped kind');
        table.string('name', 253).notNullable();
        table.string('promise', 253).notNullable();
        table.string('requested_by', 255).notNullable();
        table.string('cluster_user', 255).nullable();
        table.string('task_id', 64).nullable();
        table
          .text('metadata')
          .notNullable()
          .comment('The labels and annotations of the manifest, as JSON');
        table.text('pull_request_url').nullable();
        table.text('requests_repo_url').nullable();
        table
          .boolean('existed')
          .notNullable()
          .comment('Whether the resource was seen on the cluster');
        table
          .text('failure')
          .nullable()
          .comment('Why the last attempt to create the resource failed');
        table
          .bigInteger('requested_at')
          .notNullable()
          .comment('Milliseconds since 1970, by the clock of the database');
        table.unique([...IDENTITY_COLUMNS], {
          indexName: 'ske_pending_requests_identity',
        });
        table.index(['cluster', 'requested_at']);
        table.index(['requested_by']);
      });
    },
    async down(knex) {
      await knex.schema.dropTable(PENDING_REQUESTS_TABLE);
    },
  },
];

/** Creates or updates the table of recorded requests. */
export async function migratePendingRequests(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrateAlone(knex, {
      tableName: 'ske_migrations',
      migrationSource: {
        getMigrations: async () => MIGRATIONS,
        getMigrationName: (migration: Migration) => migration.name,
        getMigration: async (migration: Migration) => migration,
      },
    });
  }
  return knex;
}
