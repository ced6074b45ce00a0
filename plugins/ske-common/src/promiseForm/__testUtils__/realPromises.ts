import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedKratixFolder } from '@kratix-portal/test-cluster';
import { parseAllDocuments } from 'yaml';
import type { KratixPromise } from '../promise/KratixPromise';

/** Every Promise of the shared folder, by the name of its file. */
export function readRealPromises(): Array<
  [file: string, promise: KratixPromise]
> {
  const folder = sharedKratixFolder('promises');
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .flatMap(file =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(
        document => [file, document.toJS()] as [string, KratixPromise],
      ),
    )
    .filter(([, promise]) => promise !== null);
}
