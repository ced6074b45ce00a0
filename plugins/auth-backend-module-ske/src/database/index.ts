export { type Knex, readDatabaseTime } from './databaseTime';
