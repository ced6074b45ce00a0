import { KubeConfig, type User } from '@kubernetes/client-node';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import type { Endpoints } from '../endpoints/Endpoints';
import type { DemoUser } from '../users/DemoUser';
import { writePrivately } from '../stateFolder/privateFiles';

type Server = Pick<Endpoints['apiServer'], 'url' | 'caFile'>;

const CREDENTIAL_PLUGIN = require.resolve('./execCredential.mjs');
const CLUSTER_NAME = 'kratix-platform';

/** Writes a kubeconfig with a client certificate and returns its path. */
export async function writeCertificateKubeconfig(
  file: string,
  server: Server,
  userName: string,
  { certFile, keyFile }: CertificateFiles,
): Promise<string> {
  return writeKubeconfig(file, server, {
    name: userName,
    certData: await readFile(certFile, 'base64'),
    keyData: await readFile(keyFile, 'base64'),
  });
}

/**
 * Writes a kubeconfig for each demo user and returns their paths by user name. kubectl runs a credential plugin (client.authentication.k8s.io/v1), which
 * signs in at the OIDC provider. The token is never written to a file.
 */
export async function writeUserKubeconfigs(options: {
  folder: string;
  apiServer: Server;
  oidcProvider: Pick<
    Endpoints['oidcProvider'],
    'tokenEndpoint' | 'caFile' | 'kubernetesClient'
  >;
  users: DemoUser[];
}): Promise<Record<string, string>> {
  const { folder, apiServer, oidcProvider, users } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const written = users.map(async ({ username, password }) => {
    // Other users of the machine can read a process's arguments but not its environment.
    const env = {
      OIDC_TOKEN_ENDPOINT: oidcProvider.tokenEndpoint,
      NODE_EXTRA_CA_CERTS: oidcProvider.caFile,
      OIDC_CLIENT_ID: oidcProvider.kubernetesClient.clientId,
      OIDC_USERNAME: username,
      OIDC_PASSWORD: password,
    };
    const file = await writeKubeconfig(
      join(folder, fileNameOf(username)),
      apiServer,
      {
        name: username,
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: process.execPath,
          args: [CREDENTIAL_PLUGIN],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          interactiveMode: 'Never',
          provideClusterInfo: false,
        },
      },
    );
    return [username, file] as const;
  });
  return Object.fromEntries(await Promise.all(written));
}

/** The certificates are in the file as text, so that copies of it work in any folder. */
async function writeKubeconfig(
  file: string,
  { url, caFile }: Server,
  user: User,
): Promise<string> {
  const config = new KubeConfig();
  const context = `${user.name}@${CLUSTER_NAME}`;
  const caData = await readFile(caFile, 'base64');
  config.loadFromOptions({
    clusters: [
      { name: CLUSTER_NAME, server: url, caData, skipTLSVerify: false },
    ],
    users: [user],
    contexts: [{ name: context, cluster: CLUSTER_NAME, user: user.name }],
    currentContext: context,
  });
  await writePrivately(file, config.exportConfig());
  return file;
}

/** Encodes the user name, so that the file is always in the folder. The file of a user with the name `admin` is not the administrator's `admin.yaml`. */
function fileNameOf(username: string): string {
  const name = encodeURIComponent(username);
  return name.toLowerCase() === 'admin' ? `${name}.user.yaml` : `${name}.yaml`;
}
