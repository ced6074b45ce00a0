import type { TrustedIssuer } from './apiserver/authentication';
import {
  startControlPlane,
  type ControlPlane,
} from './controlPlane/startControlPlane';
import { createPlatform } from './createPlatform';
import type { Endpoints, IssuerKind } from './endpoints';
import { removeEndpoints } from './endpointsFile';
import { startIssuer, type Issuer } from './issuer/startIssuer';
import { installKratix } from './kratix/installKratix';
import { writeUserKubeconfigs } from './kubeconfig/writeKubeconfigs';
import type { Platform } from './Platform';
import type { PlatformOptions } from './PlatformOptions';
import { preparePlatform, type Preparation } from './preparePlatform';
import { Teardown } from './process/Teardown';
import { together } from './process/together';
import { step } from './progress';
import { waitForSignIn } from './tokens/waitForSignIn';

export type { PlatformOptions } from './PlatformOptions';

const AUDIENCE = 'kube';
const KUBERNETES_CLIENT = { clientId: 'kube' };
const DEFAULT_PORTAL_URL = 'http://localhost:7007';

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

async function startParts(
  options: PlatformOptions,
  teardown: Teardown,
): Promise<Platform> {
  const prepared = await preparePlatform(options, teardown);
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
          return await startIssuerPart({ ...prepared, signal }, trustedIssuer);
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
          apiServerFlags: options.apiServerFlags ?? [],
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

async function startIssuerPart(
  prepared: Preparation,
  trusted: TrustedIssuer,
): Promise<Issuer> {
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
      onProgress: ({ message }) =>
        prepared.onProgress({ type: 'detail', step: 'issuer', message }),
      signal: prepared.signal,
    }),
  );
  teardown.push(() => issuer.stop());
  if (issuer.url !== trusted.url) {
    throw new Error(
      `the issuer calls itself ${issuer.url} and the API server is told to trust ${trusted.url}`,
    );
  }
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
      standIn: options.kratix !== 'kinds',
      samplePromises: options.samplePromises ?? options.kratix !== 'kinds',
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
    catalogAccount: { tokenFile: controlPlane.catalogTokenFile },
    ports: prepared.ports,
    paths: {
      stateDir: folder.path,
      logs: folder.logs,
      auditLog: folder.auditLog,
      binaries: prepared.binaries.folder,
    },
    kratix: {
      mode:
        options.kratix === 'kinds' ? 'none' : (options.kratix ?? 'stand-in'),
    },
  };
}
