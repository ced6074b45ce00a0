import { findBinaries, type Binaries } from '../binaries/findBinaries';
import {
  controlPlaneCertificates,
  type ControlPlaneCertificates,
} from '../certs/controlPlaneCertificates';
import { demoUsers } from '../users/demoUsers';
import type { DemoUser } from '../users/DemoUser';
import { removeEndpoints } from '../endpoints/Endpoints';
import type { PlatformOptions } from './PlatformOptions';
import { ensurePortalClient } from '../oidc/portalClient';
import { choosePorts } from '../ports/choosePorts';
import { ProcessLedger } from '../process/ProcessLedger';
import type { Teardown } from '../process/Teardown';
import { step, type OnProgress, type PlatformStep } from '../process/progress';
import { openStateFolder, type StateFolder } from '../stateFolder/StateFolder';

const PORT_NAMES = [
  'etcd',
  'apiServer',
  'controllerManager',
  'oidcProvider',
  'login',
  'keycloak',
] as const;

/** Maps the name of a process to its step, where the two names differ. */
const STEP_OF_PROCESS: Record<string, PlatformStep | undefined> = {
  keycloak: 'oidc-provider',
  'kratix-stand-in': 'kratix',
};

type PortName = (typeof PORT_NAMES)[number];

/** The result of {@link preparePlatform}, which runs before any process starts. */
export interface Preparation {
  options: PlatformOptions;
  users: DemoUser[];
  folder: StateFolder;
  binaries: Binaries;
  certificates: ControlPlaneCertificates;
  ports: Record<PortName, number>;
  portalClient: { clientId: string; clientSecret: string };
  ledger: ProcessLedger;
  teardown: Teardown;
  onProgress: OnProgress;
  signal: AbortSignal;
}

/** Locks the state folder for this process, issues certificates and chooses ports. */
export async function preparePlatform(
  options: PlatformOptions,
  teardown: Teardown,
): Promise<Preparation> {
  const onProgress = options.onProgress ?? (() => undefined);
  const binaries = await findBinaries(options.binaries);
  const folder = await openStateFolder(options.stateDir);
  const ledger = await ProcessLedger.open(folder.path, lost =>
    onProgress({
      type: 'lost',
      step: STEP_OF_PROCESS[lost.name] ?? lost.name,
      reason: lost.reason,
      readLog: lost.readLog,
    }),
  );
  teardown.push(() => ledger.close());
  // A killed owner may have left it.
  await removeEndpoints(folder.path);
  const [certificates, chosen, portalClient] = await Promise.all([
    step('certificates', onProgress, () =>
      controlPlaneCertificates(folder.certs),
    ),
    choosePorts({
      names: PORT_NAMES,
      fixed: options.ports,
      rememberIn: folder.ports,
    }),
    ensurePortalClient(folder.portalClient),
  ]);
  teardown.push(() => chosen.release());
  return {
    options,
    users: [...(options.users ?? demoUsers)],
    folder,
    binaries,
    certificates,
    ports: chosen.ports,
    portalClient,
    ledger,
    teardown,
    onProgress,
    signal: options.signal ?? new AbortController().signal,
  };
}
