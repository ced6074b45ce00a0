import { join } from 'node:path';
import { startProcess, type StartedProcess } from '../process/startProcess';
import type { ControlPlaneParts } from './ControlPlaneParts';
import { isServing } from './isServing';

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

/** Starts kube-controller-manager and waits for its health endpoint. */
export function startControllerManager(
  parts: ControlPlaneParts,
  kubeconfig: string,
): Promise<StartedProcess> {
  const { folder, binaries, certificates, ports, ledger, signal } = parts;
  const { caFile, controllerManagerServer: serving } = certificates;
  return startProcess({
    name: 'kube-controller-manager',
    command: binaries.kubeControllerManager,
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--controllers=${CONTROLLERS.join(',')}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.controllerManager}`,
      `--tls-cert-file=${serving.certFile}`,
      `--tls-private-key-file=${serving.keyFile}`,
      `--root-ca-file=${caFile}`,
      `--service-account-private-key-file=${certificates.serviceAccountKeyFile}`,
      // Each controller uses its own service account, so that the audit log names it and RBAC limits it.
      '--use-service-account-credentials=true',
      // There is only one replica.
      '--leader-elect=false',
      '--profiling=false',
    ],
    logFile: join(folder.logs, 'kube-controller-manager.log'),
    ready: () =>
      isServing({
        url: `https://127.0.0.1:${ports.controllerManager}/healthz`,
        caFile,
      }),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
    ledger,
    signal,
  });
}
