import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const projectFolder = resolve(__dirname, '../../..');

/**
 * Where tests find Kratix's own CRDs, Promises and recordings: the folder `shared/kratix` beside the project. They are not part of the project, and
 * these tests mean nothing without them.
 */
export function sharedKratixFolder(part: 'crds' | 'promises' | 'recordings') {
  const folder = join(projectFolder, '../shared/kratix', part);
  if (!existsSync(folder)) {
    throw new Error(
      `This test compares with real Kratix and needs ../shared/kratix/${part} beside the project; there is no ${folder}`,
    );
  }
  return folder;
}
