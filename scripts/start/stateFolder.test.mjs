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

test('a folder with somebody’s files is refused as --state-dir, before --reset could clear it', () =>
  inTemporaryFolder(async folder => {
    await fs.writeFile(path.join(folder, 'thesis.tex'), '');
    await assert.rejects(
      requireOwnStateFolder(folder),
      /holds something that npm start did not put there/,
    );
    await assert.rejects(
      requireOwnStateFolder(path.join(folder, 'thesis.tex')),
      /it is no folder/,
    );
  }));

test('a folder that is new, empty, taken before or the checkout’s own is fine', () =>
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

test('a folder that cannot be written is no fault of the script', () => {
  const error = Object.assign(
    new Error("EROFS: read-only file system, mkdir '/x/.local'"),
    { code: 'EROFS', path: '/x/.local' },
  );
  assert.deepEqual(describeError(error), [
    "error: EROFS: read-only file system, mkdir '/x/.local'",
    '  what to do: move the checkout to a disk that can be written',
  ]);
});
