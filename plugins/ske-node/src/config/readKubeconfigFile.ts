import { isError } from '@backstage/errors';
import { ConfigProblems, SkeConfigError } from './ConfigProblems';
import type { ServicePlatformConfig } from './PlatformConfig';
import { problemWithUrl } from './readApiServerUrl';
import { kubeconfigProxy } from './readProxy';
import { kubeconfigCredentials } from './kubeconfigCredentials';
import { kubeconfigTls } from './kubeconfigTls';

/**
 * Reads one context of a kubeconfig file that the configuration names. It is for code that has its own identity, such as the catalog's ServiceAccount.
 * It never reads the default kubeconfig, and is never called during the request of a user.
 *
 * @param options - `context` defaults to the kubeconfig's current context; `referredBy` is the path of the key that names the file, for messages
 * @throws {@link SkeConfigError} that names the key and the remedy
 * @public
 */
export function readKubeconfigFile(options: {
  file: string;
  context?: string;
  referredBy: string;
}): ServicePlatformConfig {
  const { file, referredBy } = options;
  const reject = (problem: string) =>
    new SkeConfigError([`${referredBy} ${problem}`]);
  // The Kubernetes library is loaded on demand, because loading takes almost a second and 60 MB.
  const library: typeof import('@kubernetes/client-node') = require('@kubernetes/client-node');
  const kubeconfig = new library.KubeConfig();
  try {
    kubeconfig.loadFromFile(file);
  } catch (error) {
    const reason = isError(error) ? (error.code ?? error.name) : 'unknown';
    throw reject(
      `names "${file}", which cannot be read as a kubeconfig (${reason})`,
    );
  }
  if (options.context !== undefined) {
    kubeconfig.setCurrentContext(options.context);
  }
  const context = kubeconfig.getCurrentContext();
  const cluster = kubeconfig.getCurrentCluster();
  const source = `context ${context} of the kubeconfig ${file}`;
  if (!cluster || !kubeconfig.getCurrentUser()) {
    throw reject(
      `names "${file}", and its context "${context ?? ''}" has no cluster or no user. Contexts: ${kubeconfig
        .getContexts()
        .map(each => each.name)
        .join(', ')}`,
    );
  }
  const urlProblem = problemWithUrl(cluster.server);
  if (urlProblem) {
    throw reject(`names "${file}", and the server of ${context} ${urlProblem}`);
  }
  const problems = new ConfigProblems();
  const proxy = kubeconfigProxy(
    cluster,
    `${referredBy} names "${file}", and ${cluster.name}`,
    problems,
  );
  const rejectKey = (problem: string) =>
    problems.add(referredBy, `names "${file}", and ${problem}`);
  const tls = kubeconfigTls(cluster, rejectKey);
  const credentials = kubeconfigCredentials({
    kubeconfig,
    tls,
    files: [file],
    source,
    reject: rejectKey,
  });
  problems.throwIfAny();
  return {
    name: cluster.name,
    url: cluster.server.replace(/\/+$/, ''),
    tls,
    ...(proxy && { proxy }),
    identity: { mode: 'service', source, credentials },
  };
}
