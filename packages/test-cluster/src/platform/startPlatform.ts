import type { TrustedIssuer } from '../apiserver/authentication';
import {
  startControlPlane,
  type ControlPlane,
} from '../controlPlane/startControlPlane';
import { createPlatform } from './createPlatform';
import {
  type Endpoints,
  type OidcProviderKind,
  removeEndpoints,
} from '../endpoints/Endpoints';
import {
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
  const { folder, certificates, ports, onProgress } = prepared;
  const trustedIssuer = {
    url: issuerUrl(options.oidcProvider ?? 'oidc-provider', ports.oidcProvider),
    audience: AUDIENCE,
    caFile: certificates.caFile,
  };

  let oidcProviderServes = () => {};
  const oidcProviderReady = new Promise<void>(resolve => {
    oidcProviderServes = resolve;
  });
  const [provider, controlPlane] = await together<[OidcProvider, ControlPlane]>(
    prepared.signal,
    [
      async signal => {
        try {
          return await startOidcProviderPart(
            { ...prepared, signal },
            trustedIssuer,
          );
        } finally {
          // Resolves also after a failure, so that the control plane stops waiting and detects the cancellation.
          oidcProviderServes();
        }
      },
      signal =>
        startControlPlane({
          ...prepared,
          signal,
          issuer: trustedIssuer,
          oidcProviderReady,
          authentication: options.authentication ?? 'flags',
          apiServerFlags: options.apiServerFlags ?? [],
        }),
    ],
  );

  const endpoints = describe(prepared, provider, controlPlane);
  const [userKubeconfigs] = await together<
    [Record<string, string>, void, void]
  >(prepared.signal, [
    () =>
      writeUserKubeconfigs({
        folder: folder.kubeconfigs,
        apiServer: endpoints.apiServer,
        oidcProvider: endpoints.oidcProvider,
        users: prepared.users,
      }),
    signal => installKratixPart({ ...prepared, signal }, controlPlane),
    signal =>
      step('sign-in', onProgress, () =>
        waitForSignIn({ endpoints, admin: controlPlane.admin, signal }),
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
    admin: controlPlane.admin,
    restartApiServer: () => controlPlane.restartApiServer(),
    stop: () => teardown.run(),
  });
}

async function startOidcProviderPart(
  prepared: Preparation,
  trusted: TrustedIssuer,
): Promise<OidcProvider> {
  const { options, folder, certificates, ports, teardown } = prepared;
  const provider = await step('oidc-provider', prepared.onProgress, () =>
    startOidcProvider({
      kind: options.oidcProvider ?? 'oidc-provider',
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
      ...(options.exchangeAudience !== undefined && {
        exchangeAudience: options.exchangeAudience,
      }),
      ...(options.accessTokenTtlSeconds !== undefined && {
        accessTokenTtlSeconds: options.accessTokenTtlSeconds,
      }),
      backchannelLogoutUri: options.backchannelLogoutUri,
      portalClient: prepared.portalClient,
      kubernetesClient: KUBERNETES_CLIENT,
      allowedPortalOrigins: [
        new URL(options.portalUrl ?? DEFAULT_PORTAL_URL).origin,
      ],
      ledger: prepared.ledger,
      onProgress: ({ message }) =>
        prepared.onProgress({ type: 'detail', step: 'oidc-provider', message }),
      signal: prepared.signal,
    }),
  );
  teardown.push(() => provider.stop());
  if (provider.issuer !== trusted.url) {
    throw new Error(
      `the OIDC provider's issuer is ${provider.issuer}, and the API server trusts ${trusted.url}`,
    );
  }
  return provider;
}

/** The issuer is known before the provider runs, so that the control plane can start at the same time. */
function issuerUrl(kind: OidcProviderKind, port: number): string {
  const origin = `https://localhost:${port}`;
  return kind === 'keycloak' ? `${origin}/realms/kratix` : origin;
}

async function installKratixPart(
  prepared: Preparation,
  controlPlane: ControlPlane,
): Promise<void> {
  const { options, folder, certificates, teardown } = prepared;
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
      kubelet: {
        serving: certificates.kubeletServer,
        clientCaFile: certificates.caFile,
      },
      ledger: prepared.ledger,
      signal: prepared.signal,
    }),
  );
  teardown.push(() => kratix.stop());
}

function describe(
  prepared: Preparation,
  provider: OidcProvider,
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
    oidcProvider: {
      kind: options.oidcProvider ?? 'oidc-provider',
      issuer: provider.issuer,
      metadataUrl: provider.metadataUrl,
      tokenEndpoint: provider.tokenEndpoint,
      loginUrl: provider.loginUrl,
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
