import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import { TlsConfig } from './PlatformConfig';
import { describeUnreadableFile } from './describeUnreadableFile';

/** Reads `skipTLSVerify`, `caData` and `caFile` of a cluster. */
export function readTls(
  cluster: Config,
  clusterPath: string,
  problems: ConfigProblems,
): TlsConfig {
  const skipVerify =
    problems.read(() => cluster.getOptionalBoolean('skipTLSVerify')) ?? false;
  const caData = problems.read(() => cluster.getOptionalString('caData'));
  const caFile = problems.read(() => cluster.getOptionalString('caFile'));
  const given = caData === undefined ? 'caFile' : 'caData';
  if (skipVerify && (caData !== undefined || caFile !== undefined)) {
    problems.add(
      `${clusterPath}.skipTLSVerify`,
      `is true and ${given} is set, which would then be ignored: remove one of the two, preferably skipTLSVerify`,
    );
  }
  if (caData !== undefined && caFile !== undefined) {
    problems.add(
      `${clusterPath}.caFile`,
      'and caData are both set: keep one of the two',
    );
    return { skipVerify };
  }
  if (caData !== undefined) {
    const ca = Buffer.from(caData, 'base64').toString('utf8');
    return { skipVerify, ca: checkCa(ca, `${clusterPath}.caData`, problems) };
  }
  if (caFile !== undefined) {
    return { skipVerify, ca: readCaFile(caFile, clusterPath, problems) };
  }
  return { skipVerify };
}

function readCaFile(
  file: string,
  clusterPath: string,
  problems: ConfigProblems,
): string | undefined {
  const path = `${clusterPath}.caFile`;
  try {
    return checkCa(readFileSync(file, 'utf8'), path, problems);
  } catch (error) {
    return problems.add(path, describeUnreadableFile(file, error));
  }
}

function checkCa(
  ca: string,
  path: string,
  problems: ConfigProblems,
): string | undefined {
  return isCertificate(ca)
    ? ca
    : problems.add(
        path,
        'holds no certificate: a PEM file that starts with "-----BEGIN CERTIFICATE-----" is expected (for caData, that file in base64)',
      );
}

/** Whether a text starts with a certificate. It parses only the first one, which is enough to detect a wrong file, a wrong encoding or a private key. */
export function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
