/**
 * Helpers for backend plugins that have a database and run in several replicas.
 *
 * @packageDocumentation
 */
export {
  databaseTimeIn,
  type Knex,
  readDatabaseTime,
} from './database/databaseTime';
export { migrateAlone, type MigrationConfig } from './database/migrateAlone';
