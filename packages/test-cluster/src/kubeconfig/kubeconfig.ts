import { KubeConfig, type User } from '@kubernetes/client-node';

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
  return kubeconfig(options.cluster, {
    name: options.userName,
    certData: base64(options.certificate),
    keyData: base64(options.key),
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
  const { cluster, userName, command, args } = options;
  const env = Object.entries(options.env).map(([name, value]) => ({
    name,
    value,
  }));
  return kubeconfig(cluster, {
    name: userName,
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command,
      args,
      env,
      interactiveMode: 'Never',
      provideClusterInfo: false,
    },
  });
}

function kubeconfig(
  { url, certificateAuthority }: Cluster,
  user: User,
): string {
  const config = new KubeConfig();
  const context = `${user.name}@${CLUSTER_NAME}`;
  config.loadFromOptions({
    clusters: [
      {
        name: CLUSTER_NAME,
        server: url,
        caData: base64(certificateAuthority),
        skipTLSVerify: false,
      },
    ],
    users: [user],
    contexts: [{ name: context, cluster: CLUSTER_NAME, user: user.name }],
    currentContext: context,
  });
  return config.exportConfig();
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
