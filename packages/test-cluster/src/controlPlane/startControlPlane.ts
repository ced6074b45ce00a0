import { join } from 'node:path';
import { z } from 'zod';
import { ApiServerClient } from '../apiserver/ApiServerClient';
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
import { step, type OnProgress, type PlatformStep } from '../progress';
import { applyRoles } from '../rbac/applyRoles';
import { writeCatalogToken } from '../rbac/catalogReader';
import { keepCustomResourceReader } from '../rbac/keepCustomResourceReader';
import type { StateFolder } from '../stateFolder/StateFolder';

/**
 * What etcd, the API server and its controllers need.
 */
export interface StartControlPlaneOptions {
  folder: StateFolder;
  binaries: Binaries;
  certificates: ControlPlaneCertificates;
  ports: { etcd: number; apiServer: number; controllerManager: number };
  issuer: TrustedIssuer;
  /**
   * The API server looks for its issuer when it starts and then every ten seconds: one that serves before is trusted at once.
   * It starts without one, too.
   */
  issuerReady?: Promise<unknown>;
  authentication: 'flags' | 'structured';
  apiServerFlags: readonly string[];
  ledger: ProcessLedger;
  /** Gets what has to be stopped, also of a start that fails. */
  teardown: Teardown;
  onProgress: OnProgress;
  signal: AbortSignal;
}

/**
 * A Kubernetes API server with its database and controllers.
 */
export interface ControlPlane {
  url: string;
  /** For example `v1.36.3`. */
  version: string;
  adminKubeconfig: string;
  admin: ApiServerClient;
  /** Holds the token of the account by which the portal's catalog reads. */
  catalogTokenFile: string;
}

/** Starts the control plane: etcd, then the API server, then roles and controllers side by side. */
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

  const admin = await ApiServerClient.create({
    url,
    caFile,
    client: certificates.admin,
  });
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
      await options.issuerReady;
    },
  ]);
  await startPart('kube-apiserver', () =>
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
      serving: certificates.apiServer,
      serviceAccountKeyFile: certificates.serviceAccountKeyFile,
      issuer: options.issuer,
      authentication: options.authentication,
      moreFlags: options.apiServerFlags,
      admin,
      ledger,
      signal: options.signal,
    }),
  );

  const [, catalogTokenFile, version, adminKubeconfig] = await together<
    [void, string, string, string]
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
    () => readVersion(admin),
    () =>
      writeCertificateKubeconfig({
        file: folder.adminKubeconfig,
        apiServerUrl: url,
        caFile,
        userName: 'admin',
        client: certificates.admin,
      }),
  ]);
  return { url, version, adminKubeconfig, admin, catalogTokenFile };
}

async function readVersion(admin: ApiServerClient): Promise<string> {
  const answer = await admin.expect({ method: 'GET', path: '/version' });
  return z.object({ gitVersion: z.string() }).parse(answer).gitVersion;
}
