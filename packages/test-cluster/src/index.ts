export type { AuditEvent } from './apiserver/AuditEvent';
export {
  startBackend,
  type StartBackendOptions,
  type StartedBackend,
} from './backend/startBackend';
export { isPortalReady } from './backend/isPortalReady';
export { BinariesMissingError } from './binaries/findBinaries';
export { controlPlaneCertificates } from './certs/controlPlaneCertificates';
export { connectPlatform } from './connectPlatform';
export { UnknownUserError } from './createPlatform';
export { DEFAULT_USERS } from './defaultUsers';
export type { DemoUser, Endpoints, IssuerKind } from './endpoints';
export {
  demoUsersSchema,
  readEndpoints,
  removeEndpoints,
  writeEndpoints,
} from './endpointsFile';
export {
  readRecording,
  type RecordedLine,
  sharedKratixFolder,
} from '@kratix-portal/kratix-stand-in';
export { startIssuer, type Issuer } from './issuer/startIssuer';
export { parseJson } from './json/parseJson';
export type { KubectlOptions, KubectlResult, Platform } from './Platform';
export { ensurePortalClient } from './portalClient';
export { choosePorts, PortInUseError } from './ports/choosePorts';
export { AlreadyRunningError } from './process/AlreadyRunningError';
export { ProcessError, type ProcessErrorCode } from './process/ProcessError';
export { ProcessLedger } from './process/ProcessLedger';
export { startProcess, type StartedProcess } from './process/startProcess';
export { Teardown } from './process/Teardown';
export type { OnProgress, PlatformEvent, PlatformStep } from './progress';
export {
  callPortal,
  PortalUser,
  type PortalAnswer,
  type Secret,
} from './portalUser/PortalUser';
export { startPlatform, type PlatformOptions } from './startPlatform';
export { openStateFolder, type StateFolder } from './stateFolder/StateFolder';
export { readIfExists, writePrivately } from './stateFolder/privateFiles';
export { readSeedPage, type SeedPage } from './testing/readSeedPage';
export { useTemporaryFolder } from './testing/temporaryFolder';
export { useTestPlatform, type TestPlatform } from './testing/useTestPlatform';
export { passwordGrant, TokenRequestError } from './tokens/passwordGrant';
export {
  signForeignToken,
  type SignForeignTokenOptions,
  type TokenDefect,
} from './tokens/signForeignToken';
