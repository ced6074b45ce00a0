import { stringify } from 'yaml';

const CLUSTER_NAME = 'kratix-platform';

interface Cluster {
  url: string;
  /** PEM text, so that copies of the kubeconfig work in any folder. */
  certificateAuthority: string;
}

/** A kubeconfig with a client certificate. */
export function certificateKubeconfig(options: {
  cluster: Cluster;
  userName: string;
  /** PEM text. */
  certificate: string;
  /** PEM text. */
  key: string;
}): string {
  return kubeconfig(options.cluster, options.userName, {
    'client-certificate-data': base64(options.certificate),
    'client-key-data': base64(options.key),
  });
}

/**
 * A kubeconfig with a credential plugin (client.authentication.k8s.io/v1). kubectl runs it and keeps its token in memory only.
 *
 * @param options - `env` has the password, because other users of the machine can read a process's arguments but not its environment
 */
export function credentialPluginKubeconfig(options: {
  cluster: Cluster;
  userName: string;
  command: string;
  args: string[];
  env: Record<string, string>;
}): string {
  return kubeconfig(options.cluster, options.userName, {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: options.command,
      args: options.args,
      env: Object.entries(options.env).map(([name, value]) => ({
        name,
        value,
      })),
      interactiveMode: 'Never',
      provideClusterInfo: false,
    },
  });
}

function kubeconfig(cluster: Cluster, userName: string, user: object): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: CLUSTER_NAME,
        cluster: {
          server: cluster.url,
          'certificate-authority-data': base64(cluster.certificateAuthority),
        },
      },
    ],
    users: [{ name: userName, user }],
    contexts: [
      {
        name: `${userName}@${CLUSTER_NAME}`,
        context: { cluster: CLUSTER_NAME, user: userName },
      },
    ],
    'current-context': `${userName}@${CLUSTER_NAME}`,
  });
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
