import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createWriteManifestAction } from './createWriteManifestAction';

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

describe('B6: ske:write-manifest', () => {
  let workspacePath: string;

  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'ske-workspace-'));
  });
  afterEach(() => rm(workspacePath, { recursive: true }));

  async function write(targetPath: string) {
    const output = jest.fn();
    await createWriteManifestAction().handler({
      ...createMockActionContext({
        input: { manifest, targetPath },
        workspacePath,
      }),
      output,
    });
    return output;
  }

  it('writes into the workspace, creates folders, and returns the absolute path', async () => {
    const output = await write('kratix-requests/db/orders.yaml');

    const file = join(workspacePath, 'kratix-requests/db/orders.yaml');
    expect(output).toHaveBeenCalledWith('manifestPath', file);
    await expect(readFile(file, 'utf8')).resolves.toBe(manifest);
  });

  it.each(['../outside.yaml', '/etc/outside.yaml', 'a/../../b', '.', ''])(
    'refuses %j',
    async targetPath => {
      await expect(write(targetPath)).rejects.toMatchObject({
        name: expect.stringMatching(/NotAllowedError|InputError/),
      });
    },
  );

  it('rejects a link that leads out of the workspace', async () => {
    await symlink(tmpdir(), join(workspacePath, 'link'));

    await expect(write('link/outside.yaml')).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });
});
