export { migrateAlone } from './migrateAlone';
export { type Knex, readDatabaseTime } from './databaseTime';
