import { findBinaries } from '../binaries/findBinaries';
import { controlPlaneCertificates } from '../certs/controlPlaneCertificates';
import { demoUsers } from '../users/demoUsers';
import { removeEndpoints } from '../endpoints/Endpoints';
import type { PlatformOptions } from './PlatformOptions';
import { ensurePortalClient } from '../oidc/portalClient';
import { choosePorts } from '../ports/choosePorts';
import { ProcessLedger } from '../process/ProcessLedger';
import type { Teardown } from '../process/Teardown';
import { step } from '../process/progress';
import { openStateFolder } from '../stateFolder/StateFolder';

const PORT_NAMES = [
  'etcd',
  'apiServer',
  'controllerManager',
  'oidcProvider',
  'login',
  'keycloak',
] as const;

/** The name of the step of each process, if the step has a different name than the process. */
const STEP_OF_PROCESS: Record<string, string | undefined> = {
  keycloak: 'oidc-provider',
  'kratix-stand-in': 'kratix',
};

/** The result of {@link preparePlatform}. */
export type Preparation = Awaited<ReturnType<typeof preparePlatform>>;

/** Locks the state folder for this process, issues certificates and chooses ports, before any process starts. */
export async function preparePlatform(
  options: PlatformOptions,
  teardown: Teardown,
) {
  const onProgress = options.onProgress ?? (() => undefined);
  const binaries = await findBinaries(options.binaries);
  const folder = await openStateFolder(options.stateDir);
  const ledger = await ProcessLedger.open(folder.path, ({ name, ...lost }) =>
    onProgress({ type: 'lost', step: STEP_OF_PROCESS[name] ?? name, ...lost }),
  );
  teardown.push(() => ledger.close());
  // The file may be left from an owner that was killed.
  await removeEndpoints(folder.path);
  const certificates = await step('certificates', onProgress, () =>
    controlPlaneCertificates(folder.certs),
  );
  const { ports, release } = await choosePorts({
    names: PORT_NAMES,
    rememberIn: folder.ports,
  });
  teardown.push(release);
  return {
    options,
    authentication: options.authentication ?? 'flags',
    oidcProviderKind: options.oidcProvider ?? 'oidc-provider',
    users: [...(options.users ?? demoUsers)],
    folder,
    binaries,
    certificates,
    ports,
    portalClient: await ensurePortalClient(folder.portalClient),
    ledger,
    teardown,
    onProgress,
    signal: options.signal ?? new AbortController().signal,
  };
}
