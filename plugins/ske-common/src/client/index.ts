export { SkeClient } from './SkeClient';
export { TASK_ID_HEADER } from './SkeClientOptions';
export type {
  SkeCallOptions,
  SkeClientFetch,
  SkeClientOptions,
} from './SkeClientOptions';
