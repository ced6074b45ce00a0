import { rm } from 'node:fs/promises';

/**
 * Removes a folder that processes have just used. A process that has been killed may write for another moment, so a folder that is not empty is tried again.
 */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, {
    recursive: true,
    force: true,
    maxRetries: 20,
    retryDelay: 50,
  });
}
