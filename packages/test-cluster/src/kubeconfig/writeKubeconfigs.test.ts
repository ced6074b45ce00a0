import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { writeUserKubeconfigs } from './writeKubeconfigs';

describe('writeUserKubeconfigs', () => {
  const folder = useTemporaryFolder();

  it('writes a file in the folder for each user, and not the administrator’s file', async () => {
    const caFile = join(folder.path, 'ca.crt');
    await writeFile(caFile, '-----BEGIN CERTIFICATE-----\n');
    const kubeconfigs = join(folder.path, 'kubeconfigs');
    const usernames = ['admin', 'Admin', '../../etc/passwd', 'a@b.example'];

    const files = await writeUserKubeconfigs({
      folder: kubeconfigs,
      apiServer: { url: 'https://127.0.0.1:6443', caFile },
      oidcProvider: {
        tokenEndpoint: 'https://localhost:8443/token',
        caFile,
        kubernetesClient: { clientId: 'kube' },
      },
      users: usernames.map(username => ({
        username,
        password: 'secret',
        email: 'person@example.com',
        groups: [],
      })),
    });

    const names = await readdir(kubeconfigs);
    expect(names).toHaveLength(usernames.length);
    expect(names.map(name => name.toLowerCase())).not.toContain('admin.yaml');
    expect(Object.values(files).sort()).toEqual(
      names.map(name => join(kubeconfigs, name)).sort(),
    );
  });
});
