import { join } from 'node:path';
import { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import { writeCertificateKubeconfig } from '../kubeconfig/writeKubeconfigs';
import type { Teardown } from '../process/Teardown';
import { together } from '../process/together';
import { step, type OnProgress } from '../process/progress';
import { writeCatalogToken } from '../rbac/catalogReader';
import { keepCustomResourceReader } from '../rbac/keepCustomResourceReader';
import { applyRoles } from '../rbac/roles';
import { startApiServer, type ApiServerOptions } from './startApiServer';
import { startControllerManager } from './startControllerManager';
import { startEtcd } from './startEtcd';

/** A Kubernetes API server with its database and controllers. */
export interface ControlPlane {
  url: string;
  /** For example `v1.36.3`. */
  version: string;
  admin: KubernetesApi;
  /** The file with the token of the account that the portal's catalog uses. */
  catalogTokenFile: string;
  /** Stops the API server, which ends all connections and watches, and starts it again on the same port. */
  restartApiServer(): Promise<void>;
}

/** Starts etcd, and then the API server. After that, it starts the controllers and applies the roles at the same time. */
export async function startControlPlane(
  options: ApiServerOptions & {
    /**
     * Resolves when the OIDC provider is ready or has failed. The API server requests the discovery document when it starts and then every ten
     * seconds, so it should start after the provider.
     */
    oidcProviderReady: Promise<unknown>;
    /** Collects the steps that stop what was started, so that they can run even if the start fails. */
    teardown: Teardown;
    onProgress: OnProgress;
  },
): Promise<ControlPlane> {
  const { folder, certificates, signal, teardown, onProgress } = options;
  const url = `https://127.0.0.1:${options.ports.apiServer}`;
  const server = { url, caFile: certificates.caFile };
  const admin = await KubernetesApi.fromKubeconfig(
    await writeCertificateKubeconfig(
      folder.adminKubeconfig,
      server,
      'admin',
      certificates.admin,
    ),
    'test-cluster',
  );
  teardown.push(() => admin.close());

  await together(signal, [
    async either => {
      const etcd = await step('etcd', onProgress, () =>
        startEtcd({ ...options, signal: either }),
      );
      teardown.push(() => etcd.stop());
    },
    () => options.oidcProviderReady,
  ]);
  let apiServer = await step('kube-apiserver', onProgress, () =>
    startApiServer(options, admin),
  );
  teardown.push(() => apiServer.stop());

  const [, catalogTokenFile, { gitVersion }] = await together<
    [void, string, { gitVersion: string }]
  >(signal, [
    async either => {
      const user = 'system:kube-controller-manager';
      const kubeconfig = await writeCertificateKubeconfig(
        join(folder.config, 'kube-controller-manager.kubeconfig'),
        server,
        user,
        certificates.controllerManagerClient,
      );
      const manager = await step('kube-controller-manager', onProgress, () =>
        startControllerManager({ ...options, signal: either }, kubeconfig),
      );
      teardown.push(() => manager.stop());
    },
    () =>
      step('roles', onProgress, async () => {
        await applyRoles(admin);
        const tokenFile = await writeCatalogToken(admin, folder.config);
        const keeper = await keepCustomResourceReader(admin, error =>
          onProgress({ type: 'problem', step: 'roles', error }),
        );
        teardown.push(() => keeper.stop());
        return tokenFile;
      }),
    () => admin.read('/version'),
  ]);
  return {
    url,
    version: gitVersion,
    admin,
    catalogTokenFile,
    restartApiServer: async () => {
      await apiServer.stop();
      apiServer = await startApiServer(options, admin);
    },
  };
}
