import { join } from 'node:path';
import { startProcess, type StartedProcess } from '../process/startProcess';
import type { ControlPlaneParts } from './ControlPlaneParts';
import { isServing } from './isServing';

const START_TIMEOUT_MILLISECONDS = 60_000;

/**
 * Starts etcd and waits until it responds. etcd requires a client certificate of the same authority, because it stores all objects of the cluster,
 * including Secrets, and other users of the machine can reach its port.
 */
export function startEtcd(parts: ControlPlaneParts): Promise<StartedProcess> {
  const { folder, binaries, certificates, ports, ledger, signal } = parts;
  const { caFile, etcdServer, etcdClient } = certificates;
  const url = `https://127.0.0.1:${ports.etcd}`;
  return startProcess({
    name: 'etcd',
    command: binaries.etcd,
    args: [
      `--data-dir=${folder.etcd}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      // A single member has no peers. Port 0 keeps etcd's well-known peer port free.
      '--listen-peer-urls=http://127.0.0.1:0',
      `--cert-file=${etcdServer.certFile}`,
      `--key-file=${etcdServer.keyFile}`,
      `--trusted-ca-file=${caFile}`,
      '--client-cert-auth=true',
      // The data does not have to survive a power cut, and fsync takes most of the time of a write.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    logFile: join(folder.logs, 'etcd.log'),
    ready: () =>
      isServing({ url: `${url}/version`, caFile, client: etcdClient }),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
    ledger,
    signal,
  });
}
