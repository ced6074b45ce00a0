import {
  startControlPlane,
  type ControlPlane,
} from '../controlPlane/startControlPlane';
import { createPlatform } from './createPlatform';
import { type Endpoints, removeEndpoints } from '../endpoints/Endpoints';
import {
  issuerOf,
  startOidcProvider,
  type OidcProvider,
} from '../oidc/startOidcProvider';
import { installKratix } from '../kratix/installKratix';
import { writeUserKubeconfigs } from '../kubeconfig/writeKubeconfigs';
import type { Platform } from './Platform';
import type { PlatformOptions } from './PlatformOptions';
import { preparePlatform, type Preparation } from './preparePlatform';
import { Teardown } from '../process/Teardown';
import { together } from '../process/together';
import { step } from '../process/progress';
import { waitForSignIn } from '../tokens/waitForSignIn';

export type { PlatformOptions } from './PlatformOptions';

const AUDIENCE = 'kube';
const KUBERNETES_CLIENT = { clientId: 'kube' };
const DEFAULT_PORTAL_URL = 'http://localhost:7007';

/**
 * Starts a real platform cluster on this machine, without containers: an OIDC provider, etcd, kube-apiserver with RBAC,
 * kube-controller-manager and the stand-in for the Kratix controller. It resolves when the API server accepts the users' tokens.
 * Several platforms can run at the same time, each in its own state folder.
 *
 * When the start fails, it stops all processes before it throws.
 *
 * @example
 * ```ts
 * const platform = await startPlatform({ stateDir: '.local' });
 * const token = await platform.accessToken('user-dev');
 * await platform.stop();
 * ```
 *
 * @throws PlatformError `already-running` when a running process owns a platform in the folder
 * @throws ProcessError when a process does not become ready; the error has the end of its log
 */
export async function startPlatform(
  options: PlatformOptions,
): Promise<Platform> {
  options.signal?.throwIfAborted();
  return Teardown.guard(teardown => startParts(options, teardown));
}

async function startParts(
  options: PlatformOptions,
  teardown: Teardown,
): Promise<Platform> {
  const prepared = await preparePlatform(options, teardown);
  const { folder, certificates, ports, oidcProviderKind } = prepared;

  let oidcProviderServes = () => {};
  const oidcProviderReady = new Promise<void>(resolve => {
    oidcProviderServes = resolve;
  });
  const [provider, controlPlane] = await together<[OidcProvider, ControlPlane]>(
    prepared.signal,
    [
      // This resolves even after a failure, so that the control plane stops waiting and sees that the start was cancelled.
      signal =>
        startOidcProviderPart({ ...prepared, signal }).finally(
          oidcProviderServes,
        ),
      signal =>
        startControlPlane({
          ...prepared,
          signal,
          issuer: {
            url: issuerOf(oidcProviderKind, ports.oidcProvider),
            audience: AUDIENCE,
            caFile: certificates.caFile,
          },
          oidcProviderReady,
          apiServerFlags: options.apiServerFlags ?? [],
        }),
    ],
  );

  const { admin } = controlPlane;
  const endpoints = describe(prepared, provider, controlPlane);
  const [userKubeconfigs] = await together<
    [Record<string, string>, void, void]
  >(prepared.signal, [
    () => writeUserKubeconfigs({ ...endpoints, folder: folder.kubeconfigs }),
    signal => installKratixPart({ ...prepared, signal }),
    signal =>
      step('sign-in', prepared.onProgress, () =>
        waitForSignIn({ endpoints, admin, signal }),
      ),
  ]);
  prepared.signal.throwIfAborted();
  // Pushed last, so that the file is removed before any process stops.
  teardown.push(() => removeEndpoints(folder.path));

  return createPlatform({
    endpoints: {
      ...endpoints,
      kubeconfigs: { ...endpoints.kubeconfigs, users: userKubeconfigs },
    },
    kubectl: prepared.binaries.kubectl,
    admin,
    restartApiServer: () => controlPlane.restartApiServer(),
    stop: () => teardown.run(),
  });
}

async function startOidcProviderPart(
  prepared: Preparation,
): Promise<OidcProvider> {
  const { options, folder, certificates, ports, onProgress } = prepared;
  const provider = await step('oidc-provider', onProgress, () =>
    startOidcProvider({
      kind: prepared.oidcProviderKind,
      stateDir: folder.path,
      logsDir: folder.logs,
      tls: certificates.oidcProvider,
      ports: {
        https: ports.oidcProvider,
        login: ports.login,
        internal: ports.keycloak,
      },
      users: prepared.users,
      audience: AUDIENCE,
      exchangeAudience: options.exchangeAudience,
      accessTokenTtlSeconds: options.accessTokenTtlSeconds,
      backchannelLogoutUri: options.backchannelLogoutUri,
      portalClient: prepared.portalClient,
      kubernetesClient: KUBERNETES_CLIENT,
      allowedPortalOrigins: [
        new URL(options.portalUrl ?? DEFAULT_PORTAL_URL).origin,
      ],
      ledger: prepared.ledger,
      onProgress: ({ message }) =>
        onProgress({ type: 'detail', step: 'oidc-provider', message }),
      signal: prepared.signal,
    }),
  );
  prepared.teardown.push(() => provider.stop());
  return provider;
}

async function installKratixPart(prepared: Preparation): Promise<void> {
  const { options, folder, certificates } = prepared;
  if (options.kratix === 'none') {
    return;
  }
  const standIn = options.kratix !== 'kinds';
  const kratix = await step('kratix', prepared.onProgress, () =>
    installKratix({
      kubeconfig: folder.adminKubeconfig,
      stateDir: folder.path,
      logsDir: folder.logs,
      standIn,
      samplePromises: options.samplePromises ?? standIn,
      kubelet: {
        serving: certificates.kubeletServer,
        clientCaFile: certificates.caFile,
      },
      ledger: prepared.ledger,
      signal: prepared.signal,
    }),
  );
  prepared.teardown.push(() => kratix.stop());
}

function describe(
  prepared: Preparation,
  provider: OidcProvider,
  controlPlane: ControlPlane,
): Endpoints {
  const { options, folder, certificates } = prepared;
  const { stop: _stop, ...addresses } = provider;
  return {
    version: 1,
    pid: process.pid,
    startedAt: new Date().toISOString(),
    apiServer: {
      url: controlPlane.url,
      caFile: certificates.caFile,
      version: controlPlane.version,
      authentication: prepared.authentication,
    },
    oidcProvider: {
      kind: prepared.oidcProviderKind,
      ...addresses,
      caFile: certificates.caFile,
      audience: AUDIENCE,
      portalClient: prepared.portalClient,
      kubernetesClient: KUBERNETES_CLIENT,
    },
    kubeconfigs: { admin: folder.adminKubeconfig, users: {} },
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
