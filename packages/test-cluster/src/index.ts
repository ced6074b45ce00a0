export {
  readRecording,
  sharedKratixFolder,
} from '@kratix-portal/kratix-stand-in';
export type { AuditEvent } from './apiserver/readAuditLog';
export { startBackend, type StartedBackend } from './backend/startBackend';
export { startBackstage } from './backend/startBackstage';
export { controlPlaneCertificates } from './certs/controlPlaneCertificates';
export {
  type Endpoints,
  type OidcProviderKind,
  readEndpoints,
  removeEndpoints,
  writeEndpoints,
} from './endpoints/Endpoints';
export { parseJson } from './json/parseJson';
export {
  emulatedProviders,
  type EmulatedProvider,
  entraObjectId,
} from './oidc/emulators/emulations';
export {
  startOidcEmulators,
  type OidcEmulator,
} from './oidc/emulators/startOidcEmulators';
export { ensurePortalClient } from './oidc/portalClient';
export { startOidcProvider, type OidcProvider } from './oidc/startOidcProvider';
export type { Platform } from './platform/Platform';
export { startPlatform } from './platform/startPlatform';
export { choosePorts } from './ports/choosePorts';
export {
  callPortal,
  PortalUser,
  type PortalResponse,
  type Secret,
} from './portalUser/PortalUser';
export { type Postgres, startPostgres } from './postgres/startPostgres';
export { ProcessError } from './process/ProcessError';
export { ProcessLedger } from './process/ProcessLedger';
export { type PlatformEvent, step } from './process/progress';
export { startProcess, type StartedProcess } from './process/startProcess';
export { Teardown } from './process/Teardown';
export { until } from './process/until';
export { readIfExists, writePrivately } from './stateFolder/privateFiles';
export { removeFolder } from './stateFolder/removeFolder';
export { openStateFolder, type StateFolder } from './stateFolder/StateFolder';
export {
  emulatedIdentity,
  emulatedSetUp,
  type EmulatedSetUp,
} from './testing/emulatedSetUp';
export { killApiServer, type StoppedApiServer } from './testing/killApiServer';
export {
  readDocumentedProvider,
  type DocumentedProvider,
} from './testing/readDocumentedProvider';
export { readSkeOidcPage } from './testing/readSkeOidcPage';
export { trustIssuers } from './testing/trustIssuers';
export { startDex } from './testing/startDex';
export { startRoundRobin } from './testing/startRoundRobin';
export { useTemporaryFolder } from './testing/temporaryFolder';
export { type TestPlatform, useTestPlatform } from './testing/useTestPlatform';
export {
  useTestPostgres,
  type TestDatabaseId,
} from './testing/useTestPostgres';
export { passwordGrant, refreshGrant } from './tokens/passwordGrant';
export { signForeignToken } from './tokens/signForeignToken';
export { demoUsers } from './users/demoUsers';
export { demoUsersSchema, type DemoUser } from './users/DemoUser';
