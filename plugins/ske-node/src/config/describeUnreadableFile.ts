import { isError } from '@backstage/errors';

/** The problem of a key that names a file which cannot be read. */
export function describeUnreadableFile(file: string, error: unknown): string {
  const reason = isError(error) && error.code ? error.code : 'unknown error';
  return `cannot be read (${reason}): check that "${file}" exists and that the backend's user may read it`;
}
