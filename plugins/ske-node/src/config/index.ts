export { SkeConfigError } from './ConfigProblems';
export { readApiServer } from './readApiServer';
export { readKubeconfigFile } from './readKubeconfigFile';
export { readSkeConfig } from './readSkeConfig';
export type {
  ApiServerConfig,
  AuthMode,
  ClientAuthMethod,
  ClientCertificate,
  ImpersonationConfig,
  KindsRule,
  PlatformConfig,
  ProxyConfig,
  ServiceCredentials,
  ServicePlatformConfig,
  SkeConfig,
  TlsConfig,
  TokenExchangeConfig,
  UserPlatformConfig,
} from './PlatformConfig';
export type { TokKey } from './tokKeys';
