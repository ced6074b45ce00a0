export {
  databaseTimeIn,
  type Knex,
  migrateAlone,
  readDatabaseTime,
} from '@kratix-portal/plugin-ske-node/database';
export { LONGEST_WORK_MS, whileRenewing } from './whileRenewing';
