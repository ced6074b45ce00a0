import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import type { ProcessLedger } from '../process/ProcessLedger';
import { startProcess, type StartedProcess } from '../process/startProcess';
import { writePrivately } from '../stateFolder/privateFiles';
import { AUDIT_POLICY } from './auditPolicy';
import {
  authenticationConfiguration,
  oidcFlags,
  type TrustedIssuer,
} from './authentication';

/** A first start on two busy cores took 12 s. The limit is five times that. */
const START_TIMEOUT_MILLISECONDS = 60_000;
const AUDIT_LOG_MEGABYTES = 100;
const AUDIT_LOG_BACKUPS = 2;

export interface StartApiServerOptions {
  binary: string;
  /** Where the audit policy and the authentication configuration are written. */
  configDir: string;
  logsDir: string;
  auditLog: string;
  port: number;
  etcd: { url: string; client: CertificateFiles };
  caFile: string;
  /** The client certificate that the API server shows to kubelets. */
  kubeletClient: CertificateFiles;
  serving: CertificateFiles;
  serviceAccountKeyFile: string;
  issuer: TrustedIssuer;
  authentication: 'flags' | 'structured';
  moreFlags: readonly string[];
  /** Checks the readiness endpoint as the administrator, because anonymous requests are not allowed. */
  admin: KubernetesApi;
  ledger: ProcessLedger;
  signal?: AbortSignal;
}

/** Starts the API server and waits for its readiness endpoint. */
export async function startApiServer(
  options: StartApiServerOptions,
): Promise<StartedProcess> {
  return startProcess({
    name: 'kube-apiserver',
    command: options.binary,
    args: [
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      // The `kubernetes` Endpoints must not contain a loopback address, and nothing here uses them.
      '--endpoint-reconciler-type=none',
      `--secure-port=${options.port}`,
      `--tls-cert-file=${options.serving.certFile}`,
      `--tls-private-key-file=${options.serving.keyFile}`,
      `--client-ca-file=${options.caFile}`,
      `--etcd-servers=${options.etcd.url}`,
      `--etcd-cafile=${options.caFile}`,
      `--etcd-certfile=${options.etcd.client.certFile}`,
      `--etcd-keyfile=${options.etcd.client.keyFile}`,
      `--kubelet-certificate-authority=${options.caFile}`,
      `--kubelet-client-certificate=${options.kubeletClient.certFile}`,
      `--kubelet-client-key=${options.kubeletClient.keyFile}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${options.serviceAccountKeyFile}`,
      `--service-account-signing-key-file=${options.serviceAccountKeyFile}`,
      '--service-cluster-ip-range=10.0.0.0/24',
      '--profiling=false',
      ...(await auditFlags(options)),
      ...(await authenticationFlags(options)),
      ...options.moreFlags,
    ],
    logFile: join(options.logsDir, 'kube-apiserver.log'),
    ready: () => options.admin.isReady(),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
    ledger: options.ledger,
    signal: options.signal,
  });
}

async function auditFlags(options: StartApiServerOptions): Promise<string[]> {
  const policyFile = join(options.configDir, 'audit-policy.yaml');
  await writePrivately(policyFile, stringify(AUDIT_POLICY));
  return [
    `--audit-policy-file=${policyFile}`,
    `--audit-log-path=${options.auditLog}`,
    '--audit-log-format=json',
    // The API server writes an event before it sends the last byte of the response.
    '--audit-log-mode=blocking',
    `--audit-log-maxsize=${AUDIT_LOG_MEGABYTES}`,
    `--audit-log-maxbackup=${AUDIT_LOG_BACKUPS}`,
  ];
}

async function authenticationFlags(
  options: StartApiServerOptions,
): Promise<string[]> {
  const { issuer } = options;
  if (options.authentication === 'flags') {
    return oidcFlags(issuer);
  }
  const file = join(options.configDir, 'authentication-configuration.yaml');
  const certificateAuthority = await readFile(issuer.caFile, 'utf8');
  await writePrivately(
    file,
    stringify(authenticationConfiguration(issuer, certificateAuthority)),
  );
  return [`--authentication-config=${file}`];
}
