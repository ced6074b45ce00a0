import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateFiles } from '../certs/CertificateAuthority';
import type { Endpoints } from '../endpoints/Endpoints';
import type { DemoUser } from '../users/DemoUser';
import { writePrivately } from '../stateFolder/privateFiles';
import {
  certificateKubeconfig,
  credentialPluginKubeconfig,
} from './kubeconfig';

const CREDENTIAL_PLUGIN = require.resolve('./execCredential.mjs');

/** Writes a kubeconfig with a client certificate and returns its path. */
export async function writeCertificateKubeconfig(options: {
  file: string;
  apiServerUrl: string;
  caFile: string;
  userName: string;
  client: CertificateFiles;
}): Promise<string> {
  const [certificateAuthority, certificate, key] = await Promise.all([
    readFile(options.caFile, 'utf8'),
    readFile(options.client.certFile, 'utf8'),
    readFile(options.client.keyFile, 'utf8'),
  ]);
  await writePrivately(
    options.file,
    certificateKubeconfig({
      cluster: { url: options.apiServerUrl, certificateAuthority },
      userName: options.userName,
      certificate,
      key,
    }),
  );
  return options.file;
}

/** Writes a kubeconfig for each demo user and returns their paths by user name. kubectl signs in at the OIDC provider when it runs. */
export async function writeUserKubeconfigs(options: {
  folder: string;
  apiServer: Pick<Endpoints['apiServer'], 'url' | 'caFile'>;
  oidcProvider: Pick<
    Endpoints['oidcProvider'],
    'tokenEndpoint' | 'caFile' | 'kubernetesClient'
  >;
  users: DemoUser[];
}): Promise<Record<string, string>> {
  const { folder, apiServer, oidcProvider, users } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const certificateAuthority = await readFile(apiServer.caFile, 'utf8');
  const written = await Promise.all(
    users.map(async user => {
      const file = join(folder, fileNameOf(user.username));
      await writePrivately(
        file,
        credentialPluginKubeconfig({
          cluster: { url: apiServer.url, certificateAuthority },
          userName: user.username,
          command: process.execPath,
          args: [CREDENTIAL_PLUGIN],
          env: {
            OIDC_TOKEN_ENDPOINT: oidcProvider.tokenEndpoint,
            OIDC_CA_FILE: oidcProvider.caFile,
            OIDC_CLIENT_ID: oidcProvider.kubernetesClient.clientId,
            OIDC_USERNAME: user.username,
            OIDC_PASSWORD: user.password,
          },
        }),
      );
      return [user.username, file] as const;
    }),
  );
  return Object.fromEntries(written);
}

/** Encodes the user name, so that the file is always in the folder, and never the administrator's `admin.yaml`. */
function fileNameOf(username: string): string {
  const name = encodeURIComponent(username);
  return name.toLowerCase() === 'admin' ? `${name}.user.yaml` : `${name}.yaml`;
}
