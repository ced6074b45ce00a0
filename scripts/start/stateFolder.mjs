// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { localDir } from '../project.mjs';
import { StartError } from './StartError.mjs';

/** A file in every state folder outside `.local`. It says that a start made the folder. */
const marker = '.kratix-portal-state';

/**
 * A start makes its state folder private and `--reset` clears it, so a folder such as `~` must be rejected.
 * @param {string} stateDir
 */
export async function requireOwnStateFolder(stateDir) {
  if (isWithin(stateDir, localDir)) {
    return;
  }
  const names = await namesIn(stateDir);
  if (names.length === 0 || names.includes(marker)) {
    return;
  }
  throw new StartError(
    'bad-flag',
    `--state-dir ${stateDir}: the folder has files that npm start did not create`,
    { remedy: 'name a folder that is empty or does not exist' },
  );
}

/**
 * Creates the state folder if it does not exist, and marks it.
 * @param {string} stateDir
 */
export async function takeStateFolder(stateDir) {
  await fs.mkdir(stateDir, { recursive: true, mode: 0o700 });
  await fs.writeFile(
    path.join(stateDir, marker),
    'Made by npm start of kratix-portal, which may clear this folder.\n',
  );
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function namesIn(folder) {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') {
      return [];
    }
    throw new StartError(
      'bad-flag',
      `--state-dir ${folder}: ${code === 'ENOTDIR' ? 'it is not a folder' : `the folder cannot be read (${code})`}`,
      { cause: error },
    );
  }
}

/**
 * @param {string} folder
 * @param {string} parent
 */
function isWithin(folder, parent) {
  const relative = path.relative(parent, folder);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}
