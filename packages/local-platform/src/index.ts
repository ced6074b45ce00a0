export type { AuditEvent } from './apiserver/AuditEvent';
export { BinariesMissingError } from './binaries/findBinaries';
export { connectPlatform } from './connectPlatform';
export { UnknownUserError } from './createPlatform';
export { DEFAULT_USERS } from './defaultUsers';
export type { DemoUser, Endpoints, IssuerKind } from './endpoints';
export { readEndpoints, writeEndpoints } from './endpointsFile';
export { sharedKratixFolder } from './kratix/sharedFolder';
export type { KubectlOptions, KubectlResult, Platform } from './Platform';
export { PortInUseError } from './ports/choosePorts';
export { AlreadyRunningError } from './process/AlreadyRunningError';
export { ProcessError, type ProcessErrorCode } from './process/ProcessError';
export type { OnProgress, PlatformEvent, PlatformStep } from './progress';
export { startPlatform, type PlatformOptions } from './startPlatform';
export { useTestPlatform, type TestPlatform } from './testing/useTestPlatform';
export { TokenRequestError } from './tokens/passwordGrant';
export {
  signForeignToken,
  type SignForeignTokenOptions,
  type TokenDefect,
} from './tokens/signForeignToken';
