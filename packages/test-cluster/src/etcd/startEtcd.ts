import { join } from 'node:path';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import { connectOverTls } from '../ports/connectOverTls';
import { startProcess, type StartedProcess } from '../process/startProcess';
import type { ProcessLedger } from '../process/ProcessLedger';

const START_TIMEOUT_MILLISECONDS = 30_000;

/**
 * What etcd needs. It serves TLS and asks for a client certificate of the same authority: everything of the cluster is in it,
 * secrets too, and other users of the machine can reach the port.
 */
export interface StartEtcdOptions {
  binary: string;
  dataDir: string;
  logsDir: string;
  port: number;
  caFile: string;
  serving: CertificateFiles;
  client: CertificateFiles;
  ledger: ProcessLedger;
  signal?: AbortSignal;
}

/** Starts etcd; it is ready when it takes a connection, and the API server waits for its first leader itself. */
export function startEtcd(options: StartEtcdOptions): Promise<StartedProcess> {
  const url = `https://127.0.0.1:${options.port}`;
  return startProcess({
    name: 'etcd',
    command: options.binary,
    args: [
      `--data-dir=${options.dataDir}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      // A single member talks to no peer; port 0 keeps it from claiming etcd's well-known one.
      '--listen-peer-urls=http://127.0.0.1:0',
      `--cert-file=${options.serving.certFile}`,
      `--key-file=${options.serving.keyFile}`,
      `--trusted-ca-file=${options.caFile}`,
      '--client-cert-auth=true',
      // Nothing here has to survive a power cut, and fsync is most of what a write costs.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    logFile: join(options.logsDir, 'etcd.log'),
    ready: () =>
      connectOverTls({
        port: options.port,
        caFile: options.caFile,
        client: options.client,
      }),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
    ledger: options.ledger,
    signal: options.signal,
  });
}
