import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { runKubectl } from './runKubectl';

describe('runKubectl', () => {
  const folder = useTemporaryFolder();

  /** A program that fails the given number of times, and counts its runs. */
  async function failing(times: number, message: string) {
    const program = join(folder.path, 'kubectl');
    const runs = join(folder.path, 'runs');
    await writeFile(
      program,
      `#!/bin/sh\nprintf x >> '${runs}'\n[ $(wc -c < '${runs}') -gt ${times} ] && exit 0\necho '${message}' >&2\nexit 1\n`,
    );
    await chmod(program, 0o700);
    return {
      run: (args: string[]) =>
        runKubectl({
          kubectl: program,
          kubeconfig: 'none',
          cacheDir: folder.path,
          args,
        }),
      runs: async () => (await readFile(runs, 'utf8')).length,
    };
  }

  const TOO_EARLY =
    'error: .status.conditions accessor error: <nil> is of the type <nil>, expected []interface{}';

  it('runs kubectl wait again for an object that has no conditions yet', async () => {
    const { run, runs } = await failing(2, TOO_EARLY);

    expect(await run(['wait', 'crd/a'])).toMatchObject({ code: 0 });
    expect(await runs()).toBe(3);
  });

  it('returns every other failure at once', async () => {
    const { run, runs } = await failing(2, 'error: timed out waiting');

    expect(await run(['wait', 'crd/a'])).toMatchObject({ code: 1 });
    expect(await runs()).toBe(1);
  });
});
