import { KubeConfig } from '@kubernetes/client-node';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { writeUserKubeconfigs } from './writeKubeconfigs';

describe('writeUserKubeconfigs', () => {
  const folder = useTemporaryFolder();

  async function write(usernames: string[]) {
    const caFile = join(folder.path, 'ca.crt');
    await writeFile(caFile, '-----BEGIN CERTIFICATE-----\n');
    return writeUserKubeconfigs({
      folder: join(folder.path, 'kubeconfigs'),
      apiServer: { url: 'https://127.0.0.1:6443', caFile },
      oidcProvider: {
        tokenEndpoint: 'https://localhost:8443/token',
        caFile,
        kubernetesClient: { clientId: 'kube' },
      },
      users: usernames.map(username => ({
        username,
        password: 'secret: "quoted"',
        email: 'person@example.com',
        groups: [],
      })),
    });
  }

  it('writes one file for each user, always inside the folder, and never overwrites the administrator’s admin.yaml', async () => {
    const usernames = ['admin', 'Admin', '../../etc/passwd', 'a@b.example'];

    const files = await write(usernames);

    const names = await readdir(join(folder.path, 'kubeconfigs'));
    expect(names).toHaveLength(usernames.length);
    expect(names.map(name => name.toLowerCase())).not.toContain('admin.yaml');
    expect(Object.values(files).sort()).toEqual(
      names.map(name => join(folder.path, 'kubeconfigs', name)).sort(),
    );
  });

  it('passes the password to the plugin in its environment, not in its arguments', async () => {
    const files = await write(['user-dev']);
    const config = new KubeConfig();
    config.loadFromFile(files['user-dev']);

    const { exec, token } = config.getCurrentUser() ?? {};
    expect(exec).toMatchObject({
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [require.resolve('./execCredential.mjs')],
      env: expect.arrayContaining([
        { name: 'OIDC_PASSWORD', value: 'secret: "quoted"' },
      ]),
      interactiveMode: 'Never',
    });
    expect(token).toBeUndefined();
  });
});
