export type { AuditEvent } from './apiserver/AuditEvent';
export {
  startBackend,
  type StartBackendOptions,
  type StartedBackend,
} from './backend/startBackend';
export { BinariesMissingError } from './binaries/findBinaries';
export { connectPlatform } from './connectPlatform';
export { UnknownUserError } from './createPlatform';
export { DEFAULT_USERS } from './defaultUsers';
export type { DemoUser, Endpoints, IssuerKind } from './endpoints';
export { readEndpoints, writeEndpoints } from './endpointsFile';
export {
  readRecording,
  type RecordedLine,
} from './kratix/recordings/recording';
export { sharedKratixFolder } from './kratix/sharedFolder';
export type { KubectlOptions, KubectlResult, Platform } from './Platform';
export { startPortalOn, type StartedPortal } from './portal/startPortalOn';
export { choosePorts, PortInUseError } from './ports/choosePorts';
export { AlreadyRunningError } from './process/AlreadyRunningError';
export { ProcessError, type ProcessErrorCode } from './process/ProcessError';
export type { OnProgress, PlatformEvent, PlatformStep } from './progress';
export { PortalUser, type PortalAnswer } from './selfTest/PortalUser';
export { startPlatform, type PlatformOptions } from './startPlatform';
export { readSeedPage, type SeedPage } from './testing/readSeedPage';
export { useTestPlatform, type TestPlatform } from './testing/useTestPlatform';
export { TokenRequestError } from './tokens/passwordGrant';
export {
  signForeignToken,
  type SignForeignTokenOptions,
  type TokenDefect,
} from './tokens/signForeignToken';
