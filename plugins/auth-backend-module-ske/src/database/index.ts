export { migrateAlone } from './migrateAlone';
export { databaseTimeIn, type Knex, readDatabaseTime } from './databaseTime';
export { whileRenewing } from './whileRenewing';
