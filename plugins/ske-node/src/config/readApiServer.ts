import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import { findCluster } from './findCluster';
import { ApiServerConfig } from './PlatformConfig';
import { readApiServerUrl } from './readApiServerUrl';
import { readProxy } from './readProxy';
import { readTls } from './readTls';

/**
 * Reads the address and the TLS settings of a cluster of `kubernetes.clusterLocatorMethods`, but not its identity. It is for code that has its own
 * identity, such as the catalog's ServiceAccount.
 *
 * @param options - `referredBy` is the path of the key that names the cluster, for messages
 * @throws {@link SkeConfigError} that names each key at fault and the remedy
 * @public
 */
export function readApiServer(
  config: Config,
  options: { name: string; referredBy: string },
): ApiServerConfig {
  const { name, referredBy } = options;
  const problems = new ConfigProblems();
  const entry = findCluster({ config, name, referredBy, problems });
  if (!entry) {
    problems.throwIfAny();
    throw new Error('No cluster was found, and no problem was recorded');
  }
  const url = readApiServerUrl(entry.config, entry.path, problems);
  const tls = readTls(entry.config, entry.path, problems);
  const proxy = readProxy(entry.config, {
    clusterPath: entry.path,
    url: url ?? '',
    problems,
  });
  problems.throwIfAny();
  return { name, url: url ?? '', tls, ...(proxy && { proxy }) };
}
