import type { Config } from '@backstage/config';
import { listConfiguredClusters } from '@kratix-portal/plugin-ske-common';
import {
  readApiServer,
  readKubeconfigFile,
  SkeConfigError,
  type ServicePlatformConfig,
} from '@kratix-portal/plugin-ske-node';
import { TOKEN, tokenFromFile } from './tokenFile';

const READER =
  'a service account that may only read (docs/reference/catalog.md has its ClusterRole). The catalog never uses the token of a user or of a cluster in kubernetes.clusterLocatorMethods';

/**
 * Reads which API server a provider watches, and with which identity.
 *
 * @throws SkeConfigError when the provider's own keys do not define both
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
      `${path} has both cluster and kubeconfig: remove one of them`,
    ]);
  }
  if (hasKubeconfig) {
    return fromKubeconfig(provider, path);
  }
  if (name === undefined) {
    throw new SkeConfigError([
      `${path} has neither cluster nor kubeconfig: set cluster to the name of a cluster in kubernetes.clusterLocatorMethods, together with serviceAccountToken or serviceAccountTokenFile, or set kubeconfig.file. Use ${READER}`,
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
      `${path} has both kubeconfig, which contains an identity, and ${extra}: remove one of them`,
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
      `${path} has both serviceAccountToken and serviceAccountTokenFile: remove one of them`,
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
      `${path}.serviceAccountToken contains characters that are not allowed in a token: check for quotes, spaces or a line break`,
    ]);
  }
  if (clusterTokens(root).includes(token)) {
    throw new SkeConfigError([
      `${path}.serviceAccountToken is also the token of a cluster in kubernetes.clusterLocatorMethods, which serves requests of users: use ${READER}`,
    ]);
  }
  return {
    mode: 'service',
    source: `the token of ${path}.serviceAccountToken`,
    credentials: { authorization: async () => `Bearer ${token}` },
  };
}

function clusterTokens(root: Config): string[] {
  return listConfiguredClusters(root, { everyType: true }).flatMap(
    cluster =>
      cluster.config.getOptionalString('serviceAccountToken')?.trim() ?? [],
  );
}
