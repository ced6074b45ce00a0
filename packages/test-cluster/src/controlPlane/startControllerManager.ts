import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import type { ProcessLedger } from '../process/ProcessLedger';
import { startProcess, type StartedProcess } from '../process/startProcess';

const START_TIMEOUT_MILLISECONDS = 60_000;

/**
 * The controllers that users of a cluster notice: namespaces finish deleting, owned objects are deleted with their owner, Jobs create Pods,
 * quotas are counted, and a new namespace gets its service account and root CA.
 * The controllers of nodes and of Pod garbage collection are left out: the node of the Kratix stand-in renews no lease, so they would evict its Pods.
 */
const CONTROLLERS = [
  'namespace-controller',
  'garbage-collector-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'root-ca-certificate-publisher-controller',
  'clusterrole-aggregation-controller',
  'job-controller',
  'resourcequota-controller',
  'ttl-after-finished-controller',
];

export interface StartControllerManagerOptions {
  binary: string;
  logsDir: string;
  port: number;
  caFile: string;
  serving: CertificateFiles;
  kubeconfig: string;
  serviceAccountKeyFile: string;
  ledger: ProcessLedger;
  signal?: AbortSignal;
}

/** Starts kube-controller-manager and waits for its health endpoint. */
export async function startControllerManager(
  options: StartControllerManagerOptions,
): Promise<StartedProcess> {
  const ca = await readFile(options.caFile);
  return startProcess({
    name: 'kube-controller-manager',
    command: options.binary,
    args: [
      `--kubeconfig=${options.kubeconfig}`,
      `--controllers=${CONTROLLERS.join(',')}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${options.port}`,
      `--tls-cert-file=${options.serving.certFile}`,
      `--tls-private-key-file=${options.serving.keyFile}`,
      `--root-ca-file=${options.caFile}`,
      `--service-account-private-key-file=${options.serviceAccountKeyFile}`,
      // Each controller uses its own service account, so that the audit log names it and RBAC limits it.
      '--use-service-account-credentials=true',
      // There is only one replica.
      '--leader-elect=false',
      '--profiling=false',
    ],
    logFile: join(options.logsDir, 'kube-controller-manager.log'),
    ready: () => isHealthy(options.port, ca),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
    ledger: options.ledger,
    signal: options.signal,
  });
}

function isHealthy(port: number, ca: Buffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `https://127.0.0.1:${port}/healthz`,
      { ca, agent: false },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    sent.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') {
        resolve(false);
      } else {
        reject(error);
      }
    });
    sent.end();
  });
}
