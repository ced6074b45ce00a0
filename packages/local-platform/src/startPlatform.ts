import { findBinaries, type Binaries } from './binaries/findBinaries';
import {
  controlPlaneCertificates,
  type ControlPlaneCertificates,
} from './certs/controlPlaneCertificates';
import {
  startControlPlane,
  type ControlPlane,
} from './controlPlane/startControlPlane';
import { createPlatform } from './createPlatform';
import { DEFAULT_USERS } from './defaultUsers';
import type { DemoUser, Endpoints, IssuerKind } from './endpoints';
import { removeEndpoints } from './endpointsFile';
import { startIssuer, type Issuer } from './issuer/startIssuer';
import { installKratix } from './kratix/installKratix';
import { writeUserKubeconfigs } from './kubeconfig/writeKubeconfigs';
import type { Platform } from './Platform';
import { ensurePortalClient } from './portalClient';
import { choosePorts } from './ports/choosePorts';
import { describeExit } from './process/ProcessExit';
import { ProcessLedger } from './process/ProcessLedger';
import { Teardown } from './process/Teardown';
import { together } from './process/together';
import { step, type OnProgress, type PlatformStep } from './progress';
import { openStateFolder, type StateFolder } from './stateFolder/StateFolder';
import { waitForSignIn } from './tokens/waitForSignIn';

const AUDIENCE = 'kube';
const KUBERNETES_CLIENT = { clientId: 'kube' };
const DEFAULT_PORTAL_URL = 'http://localhost:7007';
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

/**
 * Options of {@link startPlatform}.
 *
 * @public
 */
export interface PlatformOptions {
  /** Holds everything of the platform; made if it is not there. A later start in the same folder is faster and keeps the data. */
  stateDir: string;
  /** The folder of kube-apiserver, kube-controller-manager, kubectl and etcd; found by itself unless told. */
  binaries?: string;
  /** `oidc-provider` unless told. */
  issuer?: IssuerKind;
  /** How the API server learns of the issuer; `flags` unless told. */
  authentication?: 'flags' | 'structured';
  /** {@link DEFAULT_USERS} unless told. */
  users?: readonly DemoUser[];
  /** Where the portal will be; the issuer sends people back there and nowhere else. */
  portalUrl?: string;
  /** `stand-in` unless told. */
  kratix?: 'stand-in' | 'none';
  /** Whether the sample Promises are installed; they are, unless told or without Kratix. */
  samplePromises?: boolean;
  /** Ports that must be these, by name: `apiServer`, `etcd`, `controllerManager`, `issuer`, `login`, `issuerInternal`. */
  ports?: Partial<Record<string, number>>;
  onProgress?: OnProgress;
  /** Cancels the start; what it has begun is stopped. Of no effect on a platform that runs. */
  signal?: AbortSignal;
}

/**
 * Starts a real platform cluster on this machine, without containers: an OIDC provider, etcd, kube-apiserver with RBAC,
 * kube-controller-manager and, in place of Kratix, its stand-in. It resolves when the API server takes the users' tokens.
 * Several can run at once, each in a state folder of its own.
 *
 * A start that fails stops what it began before it throws.
 *
 * @example
 * ```ts
 * const platform = await startPlatform({ stateDir: '.local' });
 * const token = await platform.accessToken('user-dev');
 * await platform.stop();
 * ```
 *
 * @throws AlreadyRunningError when a live process has a platform in the folder
 * @throws ProcessError when a part does not come to serve; it carries the end of that part's log
 *
 * @public
 */
export async function startPlatform(
  options: PlatformOptions,
): Promise<Platform> {
  options.signal?.throwIfAborted();
  const teardown = new Teardown();
  try {
    return await startParts(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

/** What is known before anything is started. */
interface Preparation {
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

async function startParts(
  options: PlatformOptions,
  teardown: Teardown,
): Promise<Platform> {
  const prepared = await prepare(options, teardown);
  const { folder, certificates, ports, onProgress } = prepared;
  const trustedIssuer = {
    url: issuerUrl(options.issuer ?? 'oidc-provider', ports.issuer),
    audience: AUDIENCE,
    caFile: certificates.caFile,
  };

  let issuerServes = () => {};
  const issuerReady = new Promise<void>(resolve => {
    issuerServes = resolve;
  });
  const [issuer, controlPlane] = await together<[Issuer, ControlPlane]>(
    prepared.signal,
    [
      async signal => {
        try {
          return await startIssuerPart({ ...prepared, signal });
        } finally {
          // Also when it failed: the control plane must not wait, and is cancelled.
          issuerServes();
        }
      },
      signal =>
        startControlPlane({
          ...prepared,
          signal,
          issuer: trustedIssuer,
          issuerReady,
          authentication: options.authentication ?? 'flags',
        }),
    ],
  );

  const endpoints = describe(prepared, issuer, controlPlane);
  const [userKubeconfigs] = await together<
    [Record<string, string>, void, void]
  >(prepared.signal, [
    () =>
      writeUserKubeconfigs({
        folder: folder.kubeconfigs,
        apiServer: endpoints.apiServer,
        issuer: endpoints.issuer,
        users: prepared.users,
      }),
    signal => installKratixPart({ ...prepared, signal }, controlPlane),
    signal =>
      step('sign-in', onProgress, () =>
        waitForSignIn({ endpoints, admin: controlPlane.admin, signal }),
      ),
  ]);
  prepared.signal.throwIfAborted();
  // Pushed last, so it is the first to go: who finds the file finds a platform.
  teardown.push(() => removeEndpoints(folder.path));

  return createPlatform({
    endpoints: {
      ...endpoints,
      kubeconfigs: { ...endpoints.kubeconfigs, users: userKubeconfigs },
    },
    kubectl: prepared.binaries.kubectl,
    admin: controlPlane.admin,
    stop: () => teardown.run(),
  });
}

async function prepare(
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

async function startIssuerPart(prepared: Preparation): Promise<Issuer> {
  const { options, folder, certificates, ports, teardown } = prepared;
  const issuer = await step('issuer', prepared.onProgress, () =>
    startIssuer({
      kind: options.issuer ?? 'oidc-provider',
      stateDir: folder.path,
      logsDir: folder.logs,
      tls: certificates.issuer,
      ports: {
        issuer: ports.issuer,
        login: ports.login,
        internal: ports.issuerInternal,
      },
      users: prepared.users,
      audience: AUDIENCE,
      portalClient: prepared.portalClient,
      kubernetesClient: KUBERNETES_CLIENT,
      allowedPortalOrigins: [
        new URL(options.portalUrl ?? DEFAULT_PORTAL_URL).origin,
      ],
      ledger: prepared.ledger,
      signal: prepared.signal,
    }),
  );
  teardown.push(() => issuer.stop());
  return issuer;
}

/** Known before the issuer runs, so that the API server can be configured meanwhile. */
function issuerUrl(kind: IssuerKind, port: number): string {
  const origin = `https://localhost:${port}`;
  return kind === 'keycloak' ? `${origin}/realms/kratix` : origin;
}

async function installKratixPart(
  prepared: Preparation,
  controlPlane: ControlPlane,
): Promise<void> {
  const { options, folder, teardown } = prepared;
  if (options.kratix === 'none') {
    return;
  }
  const kratix = await step('kratix', prepared.onProgress, () =>
    installKratix({
      kubeconfig: controlPlane.adminKubeconfig,
      stateDir: folder.path,
      logsDir: folder.logs,
      standIn: true,
      samplePromises: options.samplePromises ?? true,
      ledger: prepared.ledger,
      signal: prepared.signal,
    }),
  );
  teardown.push(() => kratix.stop());
}

function describe(
  prepared: Preparation,
  issuer: Issuer,
  controlPlane: ControlPlane,
): Endpoints {
  const { options, folder, certificates } = prepared;
  return {
    version: 1,
    pid: process.pid,
    startedAt: new Date().toISOString(),
    apiServer: {
      url: controlPlane.url,
      caFile: certificates.caFile,
      version: controlPlane.version,
      authentication: options.authentication ?? 'flags',
    },
    issuer: {
      kind: options.issuer ?? 'oidc-provider',
      url: issuer.url,
      metadataUrl: issuer.metadataUrl,
      tokenEndpoint: issuer.tokenEndpoint,
      loginUrl: issuer.loginUrl,
      caFile: certificates.caFile,
      audience: AUDIENCE,
      portalClient: prepared.portalClient,
      kubernetesClient: KUBERNETES_CLIENT,
    },
    kubeconfigs: { admin: controlPlane.adminKubeconfig, users: {} },
    users: prepared.users,
    ports: prepared.ports,
    paths: {
      stateDir: folder.path,
      logs: folder.logs,
      auditLog: folder.auditLog,
      binaries: prepared.binaries.folder,
    },
    kratix: { mode: options.kratix ?? 'stand-in' },
  };
}
