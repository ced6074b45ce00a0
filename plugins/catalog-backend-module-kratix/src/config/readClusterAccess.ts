import type { Config } from '@backstage/config';
import {
  readApiServer,
  readKubeconfigFile,
  SkeConfigError,
  type ServicePlatformConfig,
} from '@kratix-portal/plugin-ske-node';
import { TOKEN, tokenFromFile } from './tokenFile';

const READER =
  "a service account that may only read; docs/reference/catalog.md has its ClusterRole. Neither the users' identity nor the one by which their requests are made is ever used for the catalog";

/**
 * Reads which API server a provider watches, and as whom.
 *
 * @throws SkeConfigError when it is not said, in whole, by the provider's own keys
 */
export function readClusterAccess(
  root: Config,
  provider: Config,
  path: string,
): ServicePlatformConfig {
  const name = provider.getOptionalString('cluster');
  const hasKubeconfig = provider.has('kubeconfig');
  if (name !== undefined && hasKubeconfig) {
    throw new SkeConfigError([
      `${path}.kubeconfig is set beside cluster: keep one of the two`,
    ]);
  }
  if (hasKubeconfig) {
    return fromKubeconfig(provider, path);
  }
  if (name === undefined) {
    throw new SkeConfigError([
      `${path} says neither cluster nor kubeconfig: set cluster to the name of a cluster in kubernetes.clusterLocatorMethods and serviceAccountToken or serviceAccountTokenFile beside it, or kubeconfig.file. Give it ${READER}`,
    ]);
  }
  const apiServer = readApiServer(root, {
    name,
    referredBy: `${path}.cluster`,
  });
  return { ...apiServer, identity: readToken(root, provider, path) };
}

function fromKubeconfig(provider: Config, path: string): ServicePlatformConfig {
  const extra = ['serviceAccountToken', 'serviceAccountTokenFile'].find(key =>
    provider.has(key),
  );
  if (extra) {
    throw new SkeConfigError([
      `${path}.${extra} is set beside kubeconfig, which has an identity of its own: keep one of the two`,
    ]);
  }
  return readKubeconfigFile({
    file: provider.getString('kubeconfig.file'),
    context: provider.getOptionalString('kubeconfig.context'),
    referredBy: `${path}.kubeconfig`,
  });
}

function readToken(
  root: Config,
  provider: Config,
  path: string,
): ServicePlatformConfig['identity'] {
  const token = provider.getOptionalString('serviceAccountToken')?.trim();
  const file = provider.getOptionalString('serviceAccountTokenFile');
  if (token !== undefined && file !== undefined) {
    throw new SkeConfigError([
      `${path}.serviceAccountToken is set beside serviceAccountTokenFile: keep one of the two`,
    ]);
  }
  if (file !== undefined) {
    const read = tokenFromFile(file);
    return {
      mode: 'service',
      source: `the token file ${file}`,
      credentials: { authorization: async () => `Bearer ${await read()}` },
    };
  }
  if (!token) {
    throw new SkeConfigError([
      `${path} has no identity: set serviceAccountToken or serviceAccountTokenFile to a token of ${READER}`,
    ]);
  }
  if (!TOKEN.test(token)) {
    throw new SkeConfigError([
      `${path}.serviceAccountToken has characters that no token has: check for quotes, spaces or a line break inside it`,
    ]);
  }
  if (clusterTokens(root).includes(token)) {
    throw new SkeConfigError([
      `${path}.serviceAccountToken is also the token of a cluster in kubernetes.clusterLocatorMethods, by which users' requests are made: give the catalog ${READER}`,
    ]);
  }
  return {
    mode: 'service',
    source: `the token of ${path}.serviceAccountToken`,
    credentials: { authorization: async () => `Bearer ${token}` },
  };
}

function clusterTokens(root: Config): string[] {
  const methods =
    root.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  return methods
    .flatMap(method => method.getOptionalConfigArray('clusters') ?? [])
    .flatMap(
      cluster => cluster.getOptionalString('serviceAccountToken')?.trim() ?? [],
    );
}
