import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../stateFolder/removeFolder';

/** Creates a folder before each test and removes it afterwards. */
export function useTemporaryFolder(): { readonly path: string } {
  let path: string | undefined;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'test-cluster-test-'));
  });
  afterEach(async () => {
    if (path !== undefined) {
      await removeFolder(path);
      path = undefined;
    }
  });
  return {
    get path() {
      if (path === undefined) {
        throw new Error('The folder exists only while a test runs.');
      }
      return path;
    },
  };
}
