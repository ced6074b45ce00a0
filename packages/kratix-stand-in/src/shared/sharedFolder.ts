import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const projectFolder = resolve(__dirname, '../../../..');

/** The folder beside the project with CRDs, Promises and recordings of Kratix. They are not part of the project. */
export function sharedKratixFolder(part: 'crds' | 'promises' | 'recordings') {
  const folder = join(projectFolder, '../shared/kratix', part);
  if (!existsSync(folder)) {
    throw new Error(
      `This test compares with Kratix and needs ${folder}, which does not exist.`,
    );
  }
  return folder;
}
