export {
  databaseTimeIn,
  type Knex,
  migrateAlone,
  readDatabaseTime,
} from '@kratix-portal/plugin-ske-node/database';
export { whileRenewing } from './whileRenewing';
