import { readFileSync } from 'node:fs';
import { describeUnreadableFile } from './describeUnreadableFile';
import type { TlsConfig } from './PlatformConfig';
import { isCertificate } from './readTls';

/**
 * How to verify the certificate of a kubeconfig's cluster.
 *
 * @param reject - called with the path of a key that kubectl rejects, and the reason
 */
export function kubeconfigTls(
  cluster: {
    name: string;
    server?: string;
    caFile?: string;
    caData?: string;
    skipTLSVerify?: boolean;
    tlsServerName?: string;
  },
  reject: (problem: string) => void,
): TlsConfig {
  const { caFile, caData, skipTLSVerify = false, tlsServerName } = cluster;
  const path = `clusters[name=${cluster.name}].cluster`;
  const key = caFile ? 'certificate-authority' : 'certificate-authority-data';
  if (caFile && caData) {
    reject(
      `${path}: certificate-authority and certificate-authority-data are both set. Keep one of the two`,
    );
  }
  // kubectl does not read these keys for a server without TLS.
  const isPlain = /^http:/i.test(cluster.server ?? '');
  if (skipTLSVerify && (caFile || caData) && !isPlain) {
    reject(
      `${path}: insecure-skip-tls-verify is true and ${key} is set. Keep one of the two, preferably ${key}`,
    );
  }
  let ca: string | undefined;
  try {
    ca = caFile ? readFileSync(caFile, 'utf8') : fromBase64(caData);
    // As in kubectl, an empty file stands for the certificate authorities of the system.
    if (ca && !isCertificate(ca)) {
      reject(
        `${path}.${key} holds no certificate: a PEM file that starts with "-----BEGIN CERTIFICATE-----" is expected`,
      );
    }
  } catch (error) {
    reject(`${path}.${key} ${describeUnreadableFile(caFile ?? '', error)}`);
  }
  return {
    ...(ca && { ca }),
    skipVerify: skipTLSVerify,
    ...(tlsServerName && { serverName: tlsServerName }),
  };
}

function fromBase64(data: string | undefined): string | undefined {
  return data ? Buffer.from(data, 'base64').toString('utf8') : undefined;
}
