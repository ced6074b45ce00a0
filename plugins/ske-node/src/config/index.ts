export { SkeConfigError } from './ConfigProblems';
export { readApiServer } from './readApiServer';
export { readSkeConfig } from './readSkeConfig';
export type {
  ApiServerConfig,
  PlatformConfig,
  ServiceCredentials,
  ServicePlatformConfig,
  SkeConfig,
  TlsConfig,
  UserPlatformConfig,
} from './PlatformConfig';
