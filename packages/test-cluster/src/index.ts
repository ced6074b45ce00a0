export {
  readRecording,
  sharedKratixFolder,
  type RecordedLine,
} from '@kratix-portal/kratix-stand-in';
export type { AuditEvent } from './apiserver/AuditEvent';
export { isPortalReady } from './backend/isPortalReady';
export {
  startBackend,
  type StartBackendOptions,
  type StartedBackend,
} from './backend/startBackend';
export { BinariesMissingError } from './binaries/findBinaries';
export { controlPlaneCertificates } from './certs/controlPlaneCertificates';
export type { Endpoints, OidcProviderKind } from './endpoints/Endpoints';
export {
  readEndpoints,
  removeEndpoints,
  writeEndpoints,
} from './endpoints/endpointsFile';
export { parseJson } from './json/parseJson';
export type { KubectlResult } from './kubeconfig/runKubectl';
export { ensurePortalClient } from './oidc/portalClient';
export { startOidcProvider, type OidcProvider } from './oidc/startOidcProvider';
export { connectPlatform } from './platform/connectPlatform';
export { UnknownUserError } from './platform/createPlatform';
export type { KubectlOptions, Platform } from './platform/Platform';
export { startPlatform, type PlatformOptions } from './platform/startPlatform';
export { choosePorts, PortInUseError } from './ports/choosePorts';
export {
  callPortal,
  PortalUser,
  type PortalResponse,
  type Secret,
} from './portalUser/PortalUser';
export { AlreadyRunningError } from './process/AlreadyRunningError';
export { ProcessError, type ProcessErrorCode } from './process/ProcessError';
export { ProcessLedger } from './process/ProcessLedger';
export type {
  OnProgress,
  PlatformEvent,
  PlatformStep,
} from './process/progress';
export { startProcess, type StartedProcess } from './process/startProcess';
export { Teardown } from './process/Teardown';
export { readIfExists, writePrivately } from './stateFolder/privateFiles';
export { openStateFolder, type StateFolder } from './stateFolder/StateFolder';
export { readSkeOidcPage, type SkeOidcPage } from './testing/readSkeOidcPage';
export { useTemporaryFolder } from './testing/temporaryFolder';
export { useTestPlatform, type TestPlatform } from './testing/useTestPlatform';
export { passwordGrant, TokenRequestError } from './tokens/passwordGrant';
export {
  signForeignToken,
  type SignForeignTokenOptions,
  type TokenDefect,
} from './tokens/signForeignToken';
export { demoUsers } from './users/demoUsers';
export { demoUsersSchema, type DemoUser } from './users/DemoUser';
