import { readFile } from 'node:fs/promises';
import {
  KubernetesApi,
  KubernetesApiError,
} from '@kratix-portal/kratix-stand-in';
import { type Cluster, KubeConfig } from '@kubernetes/client-node';
import { DemoError } from '../cli/DemoError';

/** A cluster of the user, from a kubeconfig. */
export interface ExistingCluster {
  contextName: string;
  /** If the cluster has a certificate authority, it is in `caData`. */
  cluster: Cluster;
}

/** Reads the URL and the certificate authority of a cluster. The portal does not use the credentials in the kubeconfig. */
export async function readKubeconfig(
  file: string,
  context: string | undefined,
): Promise<ExistingCluster> {
  const kubeconfig = new KubeConfig();
  try {
    kubeconfig.loadFromFile(file);
  } catch (cause) {
    throw DemoError.because(
      'bad-kubeconfig',
      `--kubeconfig ${file} cannot be read`,
      cause,
    );
  }
  const contextName = context ?? kubeconfig.getCurrentContext();
  const found = kubeconfig.getContextObject(contextName);
  const cluster = found ? kubeconfig.getCluster(found.cluster) : null;
  if (!cluster) {
    const known = kubeconfig.getContexts().map(({ name }) => name);
    throw new DemoError(
      'bad-kubeconfig',
      known.length > 0
        ? `--kubeconfig ${file} has no context ${contextName || '(no current context)'}; its contexts are ${known.join(', ')}: set one with --context`
        : `--kubeconfig ${file} has no contexts: is it a kubeconfig?`,
    );
  }
  const caData =
    cluster.caData ??
    (cluster.caFile ? await readFile(cluster.caFile, 'base64') : undefined);
  return { contextName, cluster: { ...cluster, caData, caFile: undefined } };
}

/**
 * Asks the cluster for the user of a token.
 *
 * @returns the user's name, or `undefined` when the cluster rejects the token (401)
 */
export function reviewToken(
  cluster: ExistingCluster,
  token: string,
): Promise<string | undefined> {
  return send(cluster, token, api => api.whoAmI());
}

/** Whether the cluster serves Kratix's API to the user of the token. */
export function servesKratix(
  cluster: ExistingCluster,
  token: string,
): Promise<boolean> {
  return send(cluster, token, async api => {
    try {
      await api.read('/apis/platform.kratix.io/v1alpha1');
      return true;
    } catch (error) {
      if (error instanceof KubernetesApiError) {
        return false;
      }
      throw error;
    }
  });
}

async function send<T>(
  { contextName, cluster }: ExistingCluster,
  token: string,
  request: (api: KubernetesApi) => Promise<T>,
): Promise<T> {
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromClusterAndUser(cluster, { name: 'user', token });
  const api = await KubernetesApi.connect(kubeconfig, 'kratix-portal-demo');
  try {
    return await request(api);
  } catch (cause) {
    throw DemoError.because(
      'cluster-unreachable',
      `the API server of context ${contextName} does not respond at ${cluster.server}`,
      cause,
    );
  } finally {
    await api.close();
  }
}
