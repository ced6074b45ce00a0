export { HTTP_IS_LOCAL, isSecureUrl } from './isSecureUrl';
export { SkeConfigError } from './ConfigProblems';
export { readApiServer } from './readApiServer';
export { readKubeconfigFile } from './readKubeconfigFile';
export { readSkeConfig } from './readSkeConfig';
export type {
  ApiServerConfig,
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
export {
  deriveTokKey,
  readAuthMode,
  readSessionKeys,
  SEALED_TOK_TYPE,
  type AuthMode,
  type SessionKey,
  type TokKey,
} from './sessionKeys';
