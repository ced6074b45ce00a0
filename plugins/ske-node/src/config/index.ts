export { SkeConfigError } from './ConfigProblems';
export { readApiServer } from './readApiServer';
export { readKubeconfigFile } from './readKubeconfigFile';
export { readSkeConfig } from './readSkeConfig';
export type {
  ApiServerConfig,
  AuthMode,
  ClientCertificate,
  KindsRule,
  PlatformConfig,
  ProxyConfig,
  ServiceCredentials,
  ServicePlatformConfig,
  SkeConfig,
  TlsConfig,
  UserPlatformConfig,
} from './PlatformConfig';
export type { TokKey } from './tokKeys';
export type { ClientAuthMethod } from './readProviderClient';
export type { ImpersonationConfig } from './readImpersonation';
export type { TokenExchangeConfig } from './readTokenExchange';
