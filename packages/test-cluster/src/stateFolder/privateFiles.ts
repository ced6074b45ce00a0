import { readFile, rename, writeFile } from 'node:fs/promises';

/**
 * Writes a file that only its owner may read, whole or not at all. The rename also takes the place of a file with wider
 * permissions, which `writeFile` alone would leave as they are.
 */
export async function writePrivately(
  file: string,
  content: string,
): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, content, { mode: 0o600 });
  await rename(next, file);
}

/** The text of a file; `undefined` when there is none. */
export async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
