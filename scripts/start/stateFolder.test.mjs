// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { localDir } from '../project.mjs';
import { describeError } from './StartError.mjs';
import { requireOwnStateFolder, takeStateFolder } from './stateFolder.mjs';

/** @param {(folder: string) => Promise<void>} use */
async function inTemporaryFolder(use) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kratix-portal-'));
  try {
    await use(folder);
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

test('rejects a --state-dir with other files, so that --reset does not delete them', () =>
  inTemporaryFolder(async folder => {
    await fs.writeFile(path.join(folder, 'thesis.tex'), '');
    await assert.rejects(
      requireOwnStateFolder(folder),
      /has files that npm start did not create/,
    );
    await assert.rejects(
      requireOwnStateFolder(path.join(folder, 'thesis.tex')),
      /it is not a folder/,
    );
  }));

test('accepts a folder that is new, empty, used before, or .local', () =>
  inTemporaryFolder(async folder => {
    const own = path.join(folder, 'deep', 'own');
    await requireOwnStateFolder(own);
    await requireOwnStateFolder(folder);
    await takeStateFolder(own);
    await fs.writeFile(path.join(own, 'ports.json'), '{}');
    await requireOwnStateFolder(own);
    await requireOwnStateFolder(path.join(localDir, 'browser'));
    assert.equal((await fs.stat(own)).mode & 0o777, 0o700);
  }));

test('reports a folder that is not writable as an error of the disk, not of the script', () => {
  const error = Object.assign(
    new Error("EROFS: read-only file system, mkdir '/x/.local'"),
    { code: 'EROFS', path: '/x/.local' },
  );
  assert.deepEqual(describeError(error), [
    "error: EROFS: read-only file system, mkdir '/x/.local'",
    '  what to do: move the checkout to a disk that is writable',
  ]);
});
