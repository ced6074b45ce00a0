import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is there while a test runs, and is removed after it. */
export function useTemporaryFolder(): { readonly path: string } {
  let path: string | undefined;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'local-platform-test-'));
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
        throw new Error('the folder is there only while a test runs');
      }
      return path;
    },
  };
}
