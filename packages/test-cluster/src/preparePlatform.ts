import { findBinaries, type Binaries } from './binaries/findBinaries';
import {
  controlPlaneCertificates,
  type ControlPlaneCertificates,
} from './certs/controlPlaneCertificates';
import { DEFAULT_USERS } from './defaultUsers';
import type { DemoUser } from './endpoints';
import { removeEndpoints } from './endpointsFile';
import type { PlatformOptions } from './PlatformOptions';
import { ensurePortalClient } from './portalClient';
import { choosePorts } from './ports/choosePorts';
import { describeExit } from './process/ProcessExit';
import { ProcessLedger } from './process/ProcessLedger';
import type { Teardown } from './process/Teardown';
import { step, type OnProgress, type PlatformStep } from './progress';
import { openStateFolder, type StateFolder } from './stateFolder/StateFolder';

const PORT_NAMES = [
  'etcd',
  'apiServer',
  'controllerManager',
  'issuer',
  'login',
  'issuerInternal',
] as const;

/** Where a process has another name than the step that starts it. */
const STEP_OF_PROCESS: Record<string, PlatformStep | undefined> = {
  'oidc-provider': 'issuer',
  keycloak: 'issuer',
  'kratix-stand-in': 'kratix',
};

type PortName = (typeof PORT_NAMES)[number];

/** What is known before anything is started. */
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

/** Takes the state folder for this process, and sees that certificates and ports are there. */
export async function preparePlatform(
  options: PlatformOptions,
  teardown: Teardown,
): Promise<Preparation> {
  const onProgress = options.onProgress ?? (() => undefined);
  const binaries = await findBinaries(options.binaries);
  const folder = await openStateFolder(options.stateDir);
  const ledger = await ProcessLedger.open(folder.path, (name, exit) =>
    onProgress({
      type: 'lost',
      step: STEP_OF_PROCESS[name] ?? name,
      reason: describeExit(exit),
    }),
  );
  teardown.push(() => ledger.close());
  // Of an owner that was killed.
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
    users: [...(options.users ?? DEFAULT_USERS)],
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
