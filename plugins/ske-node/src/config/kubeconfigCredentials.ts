import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { describeUnreadableFile } from './describeUnreadableFile';
import { type ExecConfig, ExecPlugin } from './ExecPlugin';
import type {
  ClientCertificate,
  ServiceCredentials,
  TlsConfig,
} from './PlatformConfig';
import { RereadFile } from './RereadFile';

/** Keys of a kubeconfig's user that the portal does not support. If the portal ignored these keys, it would use another identity than kubectl. */
const UNSUPPORTED = ['as', 'as-uid', 'as-groups', 'as-user-extra'];

/** The extension of a kubeconfig's cluster that is passed to exec plugins. */
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

/**
 * Returns the credential of a kubeconfig's current user, which is renewed as in kubectl.
 *
 * @param options - `files` are the files that the kubeconfig was read from; `source` describes the kubeconfig in messages; `reject` is called with the path
 *   of a key that the portal does not support or that kubectl rejects, and the reason
 */
export function kubeconfigCredentials(options: {
  kubeconfig: KubeConfig;
  tls: TlsConfig;
  files: readonly string[];
  source: string;
  reject: (problem: string) => void;
}): ServiceCredentials {
  const { kubeconfig, tls, files, source, reject } = options;
  const user = kubeconfig.getCurrentUser();
  const { raw, folder } = findRaw(files, 'user', user?.name);
  const path = `users[name=${user?.name}].user`;
  const tokenFile =
    typeof raw.tokenFile === 'string' && raw.tokenFile !== ''
      ? resolve(folder, raw.tokenFile)
      : undefined;
  for (const key of UNSUPPORTED.filter(each => each in raw)) {
    reject(
      `${path}.${key}: impersonation is not supported. Use a user with its own credential`,
    );
  }
  checkUser({ user, tokenFile, reject: what => reject(`${path}${what}`) });
  const exec = user?.exec as ExecConfig | undefined;
  // As in kubectl, the plugin does not run for a user with another credential.
  const isExec = exec && !hasCredential(user, tokenFile);
  if (isExec && !exec.command) {
    reject(`${path}.exec.command is missing`);
  }
  if (isExec && exec.interactiveMode === 'Always') {
    reject(
      `${path}.exec.interactiveMode is Always, and the portal has no terminal. Use a plugin that does not ask`,
    );
  }
  const credentials = isExec
    ? execCredentials({
        exec,
        folder,
        clusterInfo: toClusterInfo(kubeconfig.getCurrentCluster(), tls, files),
      })
    : userCredentials({ kubeconfig, user, tokenFile });
  return {
    ...credentials,
    authorization: orExplain(credentials.authorization, source),
    clientCertificate: orExplain(credentials.clientCertificate, source),
  };
}

/** Rejects what kubectl rejects in a user, because it would otherwise fail or use another credential at the first call. */
function checkUser(options: {
  user: User | null;
  tokenFile: string | undefined;
  reject: (problem: string) => void;
}): void {
  const { user, tokenFile, reject } = options;
  const { certFile, certData, keyFile, keyData } = user ?? {};
  if (
    (user?.token && (user.username || user.password)) ||
    (tokenFile && user?.username)
  ) {
    reject(': a token and a user name are both set. Keep one of the two');
  }
  const files: [key: string, file: string | undefined][] = [
    // With a token, kubectl does not need the file.
    ['tokenFile', user?.token ? undefined : tokenFile],
  ];
  if (certFile || certData) {
    files.push(['client-certificate', certFile], ['client-key', keyFile]);
    if (certFile && certData) {
      reject(
        ': client-certificate and client-certificate-data are both set. Keep one of the two',
      );
    }
    if (keyFile && keyData) {
      reject(
        ': client-key and client-key-data are both set. Keep one of the two',
      );
    }
    if (!keyFile && !keyData) {
      reject(
        ': a client certificate is set without its key. Add client-key or client-key-data',
      );
    }
  }
  for (const [key, file] of files) {
    try {
      if (file) {
        readFileSync(file);
      }
    } catch (error) {
      reject(`.${key} ${describeUnreadableFile(file ?? '', error)}`);
    }
  }
}

function hasCredential(
  user: User | null,
  tokenFile: string | undefined,
): boolean {
  const { certFile, certData, keyFile, keyData } = user ?? {};
  const hasCertificate = (certFile || certData) && (keyFile || keyData);
  return Boolean(user?.token || tokenFile || user?.username || hasCertificate);
}

/** The cluster as an exec plugin gets it: https://kubernetes.io/docs/reference/config-api/client-authentication.v1/#client-authentication-k8s-io-v1-Cluster */
function toClusterInfo(
  cluster: Cluster | null,
  tls: TlsConfig,
  files: readonly string[],
): object {
  // The Kubernetes library leaves out some keys of a cluster.
  const { raw } = findRaw(files, 'cluster', cluster?.name);
  const extensions = Array.isArray(raw.extensions) ? raw.extensions : [];
  return {
    server: cluster?.server,
    'tls-server-name': tls.serverName,
    'insecure-skip-tls-verify': tls.skipVerify || undefined,
    'certificate-authority-data':
      tls.ca && Buffer.from(tls.ca).toString('base64'),
    'proxy-url': cluster?.proxyUrl,
    'disable-compression': raw['disable-compression'] || undefined,
    config: extensions.find(each => each?.name === EXEC_EXTENSION)?.extension,
  };
}

type Renewable = Required<ServiceCredentials>;

function execCredentials(options: {
  exec: ExecConfig;
  folder: string;
  clusterInfo: object;
}): Renewable {
  const plugin = new ExecPlugin(options);
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
  tokenFile: string | undefined;
}): Renewable {
  const { kubeconfig, user } = options;
  const tokenFile =
    options.tokenFile === undefined
      ? undefined
      : new RereadFile(options.tokenFile);
  const certificate = certificateOf(user);
  const reread = [tokenFile, ...certificate.files].filter(
    file => file !== undefined,
  );
  return {
    authorization: async () => {
      if (tokenFile) {
        return `Bearer ${readToken(tokenFile, user?.token)}`;
      }
      if (user?.token) {
        return `Bearer ${user.token}`;
      }
      if (user?.username) {
        const basic = Buffer.from(`${user.username}:${user.password ?? ''}`);
        return `Basic ${basic.toString('base64')}`;
      }
      if (user?.exec) {
        return undefined; // The user has a client certificate, so the plugin must not run. The library would run it.
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

/** As in kubectl, the token of the file is sent, or the token of the kubeconfig while the file cannot be read or is empty. */
function readToken(file: RereadFile, token: string | undefined): string {
  try {
    return file.read().trim() || token || '';
  } catch (error) {
    if (token) {
      return token;
    }
    throw error;
  }
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

/** The Kubernetes library leaves out some keys of users and clusters, so their sections are read again. */
function findRaw(
  files: readonly string[],
  kind: 'user' | 'cluster',
  name: string | undefined,
): { raw: Record<string, unknown>; folder: string } {
  for (const file of files) {
    const sections = parse(readFileSync(file, 'utf8'))?.[`${kind}s`];
    const found = Array.isArray(sections)
      ? sections.find(each => each?.name === name)
      : undefined;
    if (found) {
      return { raw: found[kind] ?? {}, folder: dirname(file) };
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

/** Undefined for a file that cannot be read, which was rejected before. */
function textOf(file?: string, base64?: string): string | undefined {
  if (file) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  }
  return base64 ? Buffer.from(base64, 'base64').toString('utf8') : undefined;
}
