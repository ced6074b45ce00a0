import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isError } from '@backstage/errors';
import type { KubeConfig } from '@kubernetes/client-node';
import { ConfigProblems } from './ConfigProblems';
import type { ServicePlatformConfig } from './PlatformConfig';
import { problemWithUrl } from './readApiServerUrl';
import { kubeconfigProxy } from './readProxy';
import { kubeconfigCredentials } from './kubeconfigCredentials';
import { kubeconfigTls } from './kubeconfigTls';

const IN_CLUSTER_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const KEY = 'ske.kubernetes';

/**
 * Reads the identity that the environment provides: `KUBECONFIG`, then `~/.kube/config`, then the service account of the pod.
 *
 * No other file may read this identity. The function is called only if `ske.kubernetes` is absent: the whole backend then runs in `service` mode. It is
 * never called during the request of a user.
 */
export function readDefaultKubeconfig(
  problems: ConfigProblems,
): ServicePlatformConfig | undefined {
  const source = findSource();
  if (!source) {
    return problems.add(
      KEY,
      'is not configured, and there is no kubeconfig and no in-cluster service account either: set ske.kubernetes.platformName to a cluster of kubernetes.clusterLocatorMethods',
    );
  }
  const kubeconfig = loadDefault(source, problems);
  return kubeconfig && toPlatform(kubeconfig, source, problems);
}

function findSource(): string | undefined {
  if (process.env.KUBECONFIG) {
    return `the current context of the kubeconfig in KUBECONFIG (${process.env.KUBECONFIG})`;
  }
  const file = join(homedir(), '.kube', 'config');
  if (existsSync(file)) {
    return `the current context of the kubeconfig ${file}`;
  }
  return existsSync(IN_CLUSTER_TOKEN)
    ? 'the in-cluster service account'
    : undefined;
}

/** The kubeconfig files that the Kubernetes library has read; none in a pod. */
function kubeconfigFiles(): string[] {
  if (process.env.KUBECONFIG) {
    return process.env.KUBECONFIG.split(delimiter).filter(file => file !== '');
  }
  const file = join(homedir(), '.kube', 'config');
  return existsSync(file) ? [file] : [];
}

function loadDefault(
  source: string,
  problems: ConfigProblems,
): KubeConfig | undefined {
  // The Kubernetes library is loaded on demand, because loading takes almost a second and 60 MB, and only this mode needs it.
  const library: typeof import('@kubernetes/client-node') = require('@kubernetes/client-node');
  const kubeconfig = new library.KubeConfig();
  try {
    kubeconfig.loadFromDefault();
  } catch (error) {
    const reason = isError(error) ? error.message : String(error);
    return problems.add(
      KEY,
      `is not configured, and ${source} cannot be read: ${reason}`,
    );
  }
  return kubeconfig;
}

function toPlatform(
  kubeconfig: KubeConfig,
  source: string,
  problems: ConfigProblems,
): ServicePlatformConfig | undefined {
  const cluster = kubeconfig.getCurrentCluster();
  if (!cluster) {
    return problems.add(
      KEY,
      `is not configured, and ${source} has no current context with a cluster`,
    );
  }
  const urlProblem = problemWithUrl(cluster.server);
  if (urlProblem) {
    return problems.add(
      KEY,
      `is not configured, and the server address of ${source} ${urlProblem}`,
    );
  }
  const reject = (problem: string) =>
    problems.add(KEY, `is not configured, and in ${source}, ${problem}`);
  const tls = kubeconfigTls(cluster, reject);
  if (cluster.server.startsWith('http:')) {
    // The library rejects http without this flag. At this point http is only possible for a loopback address, because the URL was checked before.
    kubeconfig.clusters = [{ ...cluster, skipTLSVerify: true }];
  }
  const proxy = kubeconfigProxy(cluster, KEY, problems);
  return {
    name: cluster.name,
    url: cluster.server.replace(/\/+$/, ''),
    tls,
    ...(proxy && { proxy }),
    identity: {
      mode: 'service',
      source,
      credentials: kubeconfigCredentials({
        kubeconfig,
        tls,
        files: kubeconfigFiles(),
        source,
        reject,
      }),
    },
  };
}
