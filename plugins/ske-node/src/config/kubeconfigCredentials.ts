import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { type ExecConfig, ExecPlugin } from './ExecPlugin';
import type {
  ClientCertificate,
  ServiceCredentials,
  TlsConfig,
} from './PlatformConfig';
import { RereadFile } from './RereadFile';

/** Keys of a kubeconfig's user that the portal does not support. If the portal ignored these keys, it would use another identity than kubectl. */
const UNSUPPORTED = ['as', 'as-uid', 'as-groups', 'as-user-extra'];

/** How to verify the certificate of a kubeconfig's cluster. */
export function kubeconfigTls(cluster: Cluster): TlsConfig {
  const ca = textOf(cluster.caFile, cluster.caData);
  return {
    ...(ca && { ca }),
    skipVerify: cluster.skipTLSVerify ?? false,
    ...(cluster.tlsServerName && { serverName: cluster.tlsServerName }),
  };
}

/**
 * Returns the credential of a kubeconfig's current user, which is renewed as in kubectl.
 *
 * @param options - `files` are the files that the kubeconfig was read from; `source` describes the kubeconfig in messages; `reject` is called with the path
 *   of an unsupported key and the reason
 */
export function kubeconfigCredentials(options: {
  kubeconfig: KubeConfig;
  files: readonly string[];
  source: string;
  reject: (problem: string) => void;
}): ServiceCredentials {
  const { kubeconfig, files, source, reject } = options;
  const user = kubeconfig.getCurrentUser();
  const { raw, folder } = findRawUser(files, user?.name);
  const path = `users[name=${user?.name}].user`;
  for (const key of UNSUPPORTED.filter(each => each in raw)) {
    reject(
      `${path}.${key}: impersonation is not supported. Use a user with its own credential`,
    );
  }
  const exec = user?.exec as ExecConfig | undefined;
  if (exec?.interactiveMode === 'Always') {
    reject(
      `${path}.exec.interactiveMode is Always, and the portal has no terminal. Use a plugin that does not ask`,
    );
  }
  const credentials = exec
    ? execCredentials(exec, kubeconfig.getCurrentCluster(), folder)
    : userCredentials({ kubeconfig, user, raw, folder });
  return {
    ...credentials,
    authorization: orExplain(credentials.authorization, source),
    clientCertificate: orExplain(credentials.clientCertificate, source),
  };
}

type Renewable = Required<ServiceCredentials>;

function execCredentials(
  exec: ExecConfig,
  cluster: Cluster | null,
  folder: string,
): Renewable {
  const plugin = new ExecPlugin({
    exec,
    folder,
    clusterInfo: {
      server: cluster?.server,
      'tls-server-name': cluster?.tlsServerName,
      'insecure-skip-tls-verify': cluster?.skipTLSVerify,
      'certificate-authority-data': cluster?.caData,
      'proxy-url': cluster?.proxyUrl,
    },
  });
  return {
    authorization: async () => {
      const { token } = await plugin.credential();
      return token && `Bearer ${token}`;
    },
    clientCertificate: async () =>
      (await plugin.credential()).clientCertificate,
    renew: () => plugin.invalidate(),
  };
}

function userCredentials(options: {
  kubeconfig: KubeConfig;
  user: User | null;
  raw: Record<string, unknown>;
  folder: string;
}): Renewable {
  const { kubeconfig, user, raw, folder } = options;
  const tokenFile =
    typeof raw.tokenFile === 'string'
      ? new RereadFile(resolve(folder, raw.tokenFile))
      : undefined;
  const certificate = certificateOf(user);
  const reread = [tokenFile, ...certificate.files].filter(
    file => file !== undefined,
  );
  return {
    authorization: async () => {
      if (tokenFile) {
        return `Bearer ${tokenFile.read().trim()}`;
      }
      if (user?.username && !user.token) {
        const basic = Buffer.from(`${user.username}:${user.password ?? ''}`);
        return `Basic ${basic.toString('base64')}`;
      }
      // The Kubernetes library supports the other kinds of credentials, such as the token of a pod, and caches them.
      const request: { headers?: Record<string, string> } = { headers: {} };
      await kubeconfig.applyToHTTPSOptions(request);
      return request.headers?.Authorization;
    },
    clientCertificate: async () => certificate.read(),
    renew: () => {
      reread.forEach(file => file.invalidate());
      return reread.length > 0;
    },
  };
}

function certificateOf(user: User | null): {
  read: () => ClientCertificate | undefined;
  files: RereadFile[];
} {
  if (user?.certFile && user.keyFile) {
    const cert = new RereadFile(user.certFile);
    const key = new RereadFile(user.keyFile);
    return {
      read: () => ({ cert: cert.read(), key: key.read() }),
      files: [cert, key],
    };
  }
  const cert = textOf(user?.certFile, user?.certData);
  const key = textOf(user?.keyFile, user?.keyData);
  const pair = cert && key ? { cert, key } : undefined;
  return { read: () => pair, files: [] };
}

/** The Kubernetes library leaves out some keys of a user, so the section of the user is read again. */
function findRawUser(
  files: readonly string[],
  name: string | undefined,
): { raw: Record<string, unknown>; folder: string } {
  for (const file of files) {
    const { users } = parse(readFileSync(file, 'utf8')) ?? {};
    const found = Array.isArray(users)
      ? users.find(each => each?.name === name)
      : undefined;
    if (found) {
      return { raw: found.user ?? {}, folder: dirname(file) };
    }
  }
  return { raw: {}, folder: '.' };
}

function orExplain<Value>(
  get: () => Promise<Value>,
  source: string,
): () => Promise<Value> {
  return async () => {
    try {
      return await get();
    } catch (error) {
      throw new SkeError({
        code: 'idp-unavailable',
        message: `The portal could not get a credential of ${source}.`,
        hint: 'You cannot fix this yourself. Tell the people who run the portal.',
        cause: error,
      });
    }
  };
}

function textOf(file?: string, base64?: string): string | undefined {
  if (file) {
    return readFileSync(file, 'utf8');
  }
  return base64 ? Buffer.from(base64, 'base64').toString('utf8') : undefined;
}
