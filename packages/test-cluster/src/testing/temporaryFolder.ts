import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates a folder before each test and removes it afterwards. */
export function useTemporaryFolder(): { readonly path: string } {
  let path: string | undefined;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'test-cluster-test-'));
  });
  afterEach(async () => {
    if (path !== undefined) {
      await rm(path, { recursive: true });
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
