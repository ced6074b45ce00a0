import { readFile, rename, writeFile } from 'node:fs/promises';

/** Atomically writes a file that only its owner can read. An existing file is replaced by a rename, because `writeFile` would keep its wider permissions. */
export async function writePrivately(
  file: string,
  content: string,
): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, content, { mode: 0o600 });
  await rename(next, file);
}

/** Creates a file that only its owner can read. Returns false when it exists. */
export async function createPrivately(
  file: string,
  content: string,
): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Reads a file. Returns `undefined` when it does not exist. */
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
