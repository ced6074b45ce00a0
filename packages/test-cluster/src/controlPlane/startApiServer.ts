import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import {
  authenticationConfiguration,
  oidcFlags,
  type TrustedIssuer,
} from '../apiserver/authentication';
import { startProcess, type StartedProcess } from '../process/startProcess';
import { writePrivately } from '../stateFolder/privateFiles';
import type { ControlPlaneParts } from './ControlPlaneParts';

/** A first start on two busy cores took 12 s. The limit is five times that. */
const START_TIMEOUT_MILLISECONDS = 60_000;
const AUDIT_LOG_MEGABYTES = 100;
const AUDIT_LOG_BACKUPS = 2;

/**
 * Records user, verb, object and status code of every request, without bodies (level Metadata).
 *
 * Each request has one event, when its response is complete. A watch has another event when it starts (stage ResponseStarted, which only
 * long-running requests have), so that tests see it while it is open.
 */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata' }],
};

export interface ApiServerOptions extends ControlPlaneParts {
  issuer: TrustedIssuer;
  authentication: 'flags' | 'structured';
  apiServerFlags: readonly string[];
}

/**
 * Starts the API server and waits for its readiness endpoint.
 *
 * @param admin - checks the readiness, because anonymous requests are not allowed
 */
export async function startApiServer(
  options: ApiServerOptions,
  admin: KubernetesApi,
): Promise<StartedProcess> {
  const { folder, binaries, certificates, ports, ledger, signal } = options;
  const { caFile, serviceAccountKeyFile } = certificates;
  const { apiServer, etcdClient, kubeletClient } = certificates;
  return startProcess({
    name: 'kube-apiserver',
    command: binaries.kubeApiserver,
    args: [
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      // The `kubernetes` Endpoints must not contain a loopback address, and nothing here uses them.
      '--endpoint-reconciler-type=none',
      `--secure-port=${ports.apiServer}`,
      `--tls-cert-file=${apiServer.certFile}`,
      `--tls-private-key-file=${apiServer.keyFile}`,
      `--client-ca-file=${caFile}`,
      `--etcd-servers=https://127.0.0.1:${ports.etcd}`,
      `--etcd-cafile=${caFile}`,
      `--etcd-certfile=${etcdClient.certFile}`,
      `--etcd-keyfile=${etcdClient.keyFile}`,
      `--kubelet-certificate-authority=${caFile}`,
      `--kubelet-client-certificate=${kubeletClient.certFile}`,
      `--kubelet-client-key=${kubeletClient.keyFile}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${serviceAccountKeyFile}`,
      `--service-account-signing-key-file=${serviceAccountKeyFile}`,
      '--service-cluster-ip-range=10.0.0.0/24',
      '--profiling=false',
      ...(await auditFlags(options)),
      ...(await authenticationFlags(options)),
      ...options.apiServerFlags,
    ],
    logFile: join(folder.logs, 'kube-apiserver.log'),
    ready: () => admin.isReady(),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
    ledger,
    signal,
  });
}

async function auditFlags({ folder }: ApiServerOptions): Promise<string[]> {
  const policyFile = join(folder.config, 'audit-policy.yaml');
  await writePrivately(policyFile, stringify(AUDIT_POLICY));
  return [
    `--audit-policy-file=${policyFile}`,
    `--audit-log-path=${folder.auditLog}`,
    '--audit-log-format=json',
    // The API server writes an event before it sends the last byte of the response.
    '--audit-log-mode=blocking',
    `--audit-log-maxsize=${AUDIT_LOG_MEGABYTES}`,
    `--audit-log-maxbackup=${AUDIT_LOG_BACKUPS}`,
  ];
}

async function authenticationFlags({
  folder,
  issuer,
  authentication,
}: ApiServerOptions): Promise<string[]> {
  if (authentication === 'flags') {
    return oidcFlags(issuer);
  }
  const file = join(folder.config, 'authentication-configuration.yaml');
  const certificateAuthority = await readFile(issuer.caFile, 'utf8');
  await writePrivately(
    file,
    stringify(authenticationConfiguration(issuer, certificateAuthority)),
  );
  return [`--authentication-config=${file}`];
}
