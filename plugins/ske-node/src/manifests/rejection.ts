import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';

/**
 * Creates the error for a value of a manifest.
 *
 * @param path - the value's path; the empty path is the manifest as a whole
 * @param message - the rest of a sentence that starts with the path: `is empty`
 */
export function rejection(path: string, message: string): SkeError {
  return SkeError.invalidInput([
    invalidField(path === '' ? 'manifest' : path.slice(0, 256), message),
  ]);
}
