import { join } from 'node:path';
import { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import type { TrustedIssuer } from '../apiserver/authentication';
import { startApiServer } from '../apiserver/startApiServer';
import type { Binaries } from '../binaries/findBinaries';
import type { ControlPlaneCertificates } from '../certs/controlPlaneCertificates';
import { startControllerManager } from '../controllerManager/startControllerManager';
import { startEtcd } from '../etcd/startEtcd';
import { writeCertificateKubeconfig } from '../kubeconfig/writeKubeconfigs';
import type { ProcessLedger } from '../process/ProcessLedger';
import type { StartedProcess } from '../process/startProcess';
import type { Teardown } from '../process/Teardown';
import { together } from '../process/together';
import { step, type OnProgress, type PlatformStep } from '../process/progress';
import { writeCatalogToken } from '../rbac/catalogReader';
import { keepCustomResourceReader } from '../rbac/keepCustomResourceReader';
import { applyRoles } from '../rbac/roles';
import type { StateFolder } from '../stateFolder/StateFolder';

export interface StartControlPlaneOptions {
  folder: StateFolder;
  binaries: Binaries;
  certificates: ControlPlaneCertificates;
  ports: { etcd: number; apiServer: number; controllerManager: number };
  issuer: TrustedIssuer;
  /**
   * Resolves when the OIDC provider is ready or has failed. The API server requests the discovery document when it starts and then every ten
   * seconds, so it should start after the provider.
   */
  oidcProviderReady?: Promise<unknown>;
  authentication: 'flags' | 'structured';
  apiServerFlags: readonly string[];
  ledger: ProcessLedger;
  /** Receives the steps that stop what was started, also when the start fails. */
  teardown: Teardown;
  onProgress: OnProgress;
  signal: AbortSignal;
}

/** A Kubernetes API server with its database and controllers. */
export interface ControlPlane {
  url: string;
  /** For example `v1.36.3`. */
  version: string;
  adminKubeconfig: string;
  admin: KubernetesApi;
  /** The file with the token of the account that the portal's catalog uses. */
  catalogTokenFile: string;
  /** Stops the API server, which ends all connections and watches, and starts it again on the same port. */
  restartApiServer(): Promise<void>;
}

/** Starts etcd, then the API server, then the controllers while it applies the roles. */
export async function startControlPlane(
  options: StartControlPlaneOptions,
): Promise<ControlPlane> {
  const { folder, binaries, certificates, ports, teardown, ledger } = options;
  const { logs: logsDir } = folder;
  const { caFile } = certificates;
  const url = `https://127.0.0.1:${ports.apiServer}`;

  const startPart = async (
    name: PlatformStep,
    start: () => Promise<StartedProcess>,
  ) => {
    const started = await step(name, options.onProgress, start);
    teardown.push(() => started.stop());
  };

  const adminKubeconfig = await writeCertificateKubeconfig({
    file: folder.adminKubeconfig,
    apiServerUrl: url,
    caFile,
    userName: 'admin',
    client: certificates.admin,
  });
  const admin = await KubernetesApi.fromKubeconfig(
    adminKubeconfig,
    'test-cluster',
  );
  teardown.push(() => admin.close());

  await together(options.signal, [
    signal =>
      startPart('etcd', () =>
        startEtcd({
          binary: binaries.etcd,
          dataDir: folder.etcd,
          logsDir,
          port: ports.etcd,
          caFile,
          serving: certificates.etcdServer,
          client: certificates.etcdClient,
          ledger,
          signal,
        }),
      ),
    async () => {
      await options.oidcProviderReady;
    },
  ]);
  const startOneApiServer = () =>
    startApiServer({
      binary: binaries.kubeApiserver,
      configDir: folder.config,
      logsDir,
      auditLog: folder.auditLog,
      port: ports.apiServer,
      etcd: {
        url: `https://127.0.0.1:${ports.etcd}`,
        client: certificates.etcdClient,
      },
      caFile,
      kubeletClient: certificates.kubeletClient,
      serving: certificates.apiServer,
      serviceAccountKeyFile: certificates.serviceAccountKeyFile,
      issuer: options.issuer,
      authentication: options.authentication,
      moreFlags: options.apiServerFlags,
      admin,
      ledger,
      signal: options.signal,
    });
  let apiServer = await step(
    'kube-apiserver',
    options.onProgress,
    startOneApiServer,
  );
  teardown.push(() => apiServer.stop());

  const [, catalogTokenFile, { gitVersion }] = await together<
    [void, string, { gitVersion: string }]
  >(options.signal, [
    async signal => {
      const kubeconfig = await writeCertificateKubeconfig({
        file: join(folder.config, 'kube-controller-manager.kubeconfig'),
        apiServerUrl: url,
        caFile,
        userName: 'system:kube-controller-manager',
        client: certificates.controllerManagerClient,
      });
      await startPart('kube-controller-manager', () =>
        startControllerManager({
          binary: binaries.kubeControllerManager,
          logsDir,
          port: ports.controllerManager,
          caFile,
          serving: certificates.controllerManagerServer,
          kubeconfig,
          serviceAccountKeyFile: certificates.serviceAccountKeyFile,
          ledger,
          signal,
        }),
      );
    },
    () =>
      step('roles', options.onProgress, async () => {
        await applyRoles(admin);
        const tokenFile = await writeCatalogToken(admin, folder.config);
        const keeper = await keepCustomResourceReader(admin, error =>
          options.onProgress({ type: 'problem', step: 'roles', error }),
        );
        teardown.push(() => keeper.stop());
        return tokenFile;
      }),
    () => admin.read('/version'),
  ]);
  return {
    url,
    version: gitVersion,
    adminKubeconfig,
    admin,
    catalogTokenFile,
    restartApiServer: async () => {
      await apiServer.stop();
      apiServer = await startOneApiServer();
    },
  };
}
