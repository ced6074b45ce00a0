import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { findBinaries } from './findBinaries';

describe('findBinaries', () => {
  const folder = useTemporaryFolder();
  const make = async (names: string[]) => {
    for (const name of names) {
      await writeFile(join(folder.path, name), '');
      await chmod(join(folder.path, name), 0o755);
    }
  };
  const OTHERS = ['kube-apiserver', 'kube-controller-manager', 'kubectl'];

  it.each(['etcd', 'server'])('finds etcd under the name %s', async name => {
    await make([...OTHERS, name]);

    expect(await findBinaries(folder.path)).toEqual({
      folder: folder.path,
      etcd: join(folder.path, name),
      kubeApiserver: join(folder.path, 'kube-apiserver'),
      kubeControllerManager: join(folder.path, 'kube-controller-manager'),
      kubectl: join(folder.path, 'kubectl'),
    });
  });

  it('names the folder when a program is missing', async () => {
    await make(OTHERS);

    await expect(findBinaries(folder.path)).rejects.toMatchObject({
      code: 'binaries-missing',
      message: expect.stringContaining(folder.path),
    });
  });

  it('rejects a file that is not executable', async () => {
    await make([...OTHERS, 'etcd']);
    await chmod(join(folder.path, 'kubectl'), 0o644);

    // The superuser may read every file, but can run only executable ones.
    await expect(findBinaries(folder.path)).rejects.toMatchObject({
      code: 'binaries-missing',
    });
  });
});
