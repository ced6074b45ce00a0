import { SkeError } from '@kratix-portal/plugin-ske-common';

/** The error for something in a manifest, by its path; the empty path is the manifest as a whole. */
export function refuse(path: string, message: string): SkeError {
  return SkeError.invalidInput([
    { field: path === '' ? 'manifest' : path.slice(0, 256), message },
  ]);
}
