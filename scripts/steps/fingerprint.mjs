// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** Folders with products of a build. They are never inputs. */
const madeFolders = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  '.git',
]);

/**
 * Returns one hash over the inputs of a step: the names and contents of files, and `also`. A folder includes everything in it, and a missing file
 * counts as absent.
 *
 * @param {{ base: string, inputs: string[], also?: unknown, ignore?: (file: string) => boolean }} options
 *   `inputs` and what `ignore` sees are paths relative to `base`, written with `/`
 */
export async function fingerprint({
  base,
  inputs,
  also,
  ignore = () => false,
}) {
  const hash = createHash('sha256').update(JSON.stringify(also ?? {}));
  for (const input of [...inputs].sort()) {
    const files = await listFiles(base, input);
    if (!files) {
      hash.update(`\0absent ${input}`);
    }
    for (const file of (files ?? []).filter(name => !ignore(name))) {
      const content = await fs.readFile(path.join(base, file));
      hash.update(`\0${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} base
 * @param {string} input
 * @returns {Promise<string[] | undefined>} sorted; undefined when nothing is there
 */
async function listFiles(base, input) {
  const stats = await fs
    .stat(path.join(base, input))
    .catch(error =>
      error.code === 'ENOENT' ? undefined : Promise.reject(error),
    );
  if (!stats) {
    return undefined;
  }
  if (stats.isFile()) {
    return [input];
  }
  const files = [];
  const entries = await fs.readdir(path.join(base, input), {
    withFileTypes: true,
  });
  for (const entry of entries) {
    if (madeFolders.has(entry.name)) {
      continue;
    }
    const name = path.posix.join(input, entry.name);
    if (entry.isDirectory()) {
      files.push(...((await listFiles(base, name)) ?? []));
    } else if (entry.isFile()) {
      files.push(name);
    }
  }
  return files.sort();
}
