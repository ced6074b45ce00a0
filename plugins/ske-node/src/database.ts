/**
 * For backend plugins that store something in their database, with several replicas.
 *
 * @packageDocumentation
 */
export {
  databaseTimeIn,
  type Knex,
  readDatabaseTime,
} from './database/databaseTime';
export { migrateAlone, type MigrationConfig } from './database/migrateAlone';
