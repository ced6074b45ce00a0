import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** Kratix's own Promises, which are not part of the project. Tests that need them have `.shared.` in their name. */
export const sharedPromisesFolder = resolve(
  __dirname,
  '../../../../shared/kratix/promises',
);

export interface SharedPromise {
  file: string;
  path: string;
  name: string;
  /** The kind of the Promise's API, and its resource name for kubectl. Absent when the Promise has no API. */
  api?: { kind: string; resource: string };
}

export function readSharedPromises(): SharedPromise[] {
  return readdirSync(sharedPromisesFolder)
    .filter(file => file.endsWith('.yaml'))
    .map(file => {
      const path = join(sharedPromisesFolder, file);
      const { metadata, spec } = parse(readFileSync(path, 'utf8'));
      const api = spec.api && {
        kind: spec.api.spec.names.kind,
        resource: spec.api.metadata.name,
      };
      return { file, path, name: metadata.name, api };
    });
}
