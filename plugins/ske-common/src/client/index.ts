export { SkeClient } from './SkeClient';
export type {
  SkeCallOptions,
  SkeClientFetch,
  SkeClientOptions,
} from './SkeClientOptions';
