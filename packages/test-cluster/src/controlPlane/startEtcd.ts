import { join } from 'node:path';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import { connectOverTls } from '../ports/connectOverTls';
import { startProcess, type StartedProcess } from '../process/startProcess';
import type { ProcessLedger } from '../process/ProcessLedger';

const START_TIMEOUT_MILLISECONDS = 60_000;

/**
 * Options of {@link startEtcd}. etcd requires a client certificate of the same authority, because it holds everything of the cluster, Secrets
 * included, and other users of the machine can reach its port.
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

/** Starts etcd and waits until it accepts a connection. The API server waits for the first leader by itself. */
export function startEtcd(options: StartEtcdOptions): Promise<StartedProcess> {
  const url = `https://127.0.0.1:${options.port}`;
  return startProcess({
    name: 'etcd',
    command: options.binary,
    args: [
      `--data-dir=${options.dataDir}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      // A single member has no peers. Port 0 keeps etcd's well-known peer port free.
      '--listen-peer-urls=http://127.0.0.1:0',
      `--cert-file=${options.serving.certFile}`,
      `--key-file=${options.serving.keyFile}`,
      `--trusted-ca-file=${options.caFile}`,
      '--client-cert-auth=true',
      // The data does not have to survive a power cut, and fsync takes most of the time of a write.
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
