export { SkeClient } from './SkeClient';
export { TASK_ID_HEADER } from './SkeClientOptions';
export type {
  SkeCallOptions,
  SkeClientFetch,
  SkeClientOptions,
} from './SkeClientOptions';
export { SKE_SESSION_API_ID } from './SkeSession';
export type { SkeSession } from './SkeSession';
