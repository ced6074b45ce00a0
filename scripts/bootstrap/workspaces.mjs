// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { root } from '../project.mjs';

/**
 * @typedef {{ name: string, dependencies?: Record<string, string> }} Manifest
 */

/** The folders of the root package.json's `workspaces`, for example `packages/app`. */
export async function workspaceFolders() {
  const folders = await Promise.all(
    ['packages', 'plugins'].map(async parent => {
      const names = await fs.readdir(path.join(root, parent));
      return names.map(name => `${parent}/${name}`);
    }),
  );
  const candidates = folders.flat().sort();
  const manifests = await Promise.all(
    candidates.map(folder =>
      fs
        .access(path.join(root, folder, 'package.json'))
        .then(() => true)
        .catch(() => false),
    ),
  );
  return candidates.filter((_, index) => manifests[index]);
}

/**
 * Returns the folders of one of our packages and of all our packages that it depends on.
 * @param {string} name
 */
export async function foldersBehind(name) {
  const folders = await workspaceFolders();
  /** @type {Map<string, { folder: string, manifest: Manifest }>} */
  const byName = new Map();
  for (const folder of folders) {
    const file = path.join(root, folder, 'package.json');
    /** @type {Manifest} */
    const manifest = JSON.parse(await fs.readFile(file, 'utf8'));
    byName.set(manifest.name, { folder, manifest });
  }
  return dependencyClosure(
    name,
    dependent =>
      Object.keys(byName.get(dependent)?.manifest.dependencies ?? {}),
    one => byName.has(one),
  ).map(one => /** @type {{ folder: string }} */ (byName.get(one)).folder);
}

/**
 * @param {string} start
 * @param {(name: string) => string[]} dependenciesOf
 * @param {(name: string) => boolean} isOurs
 */
export function dependencyClosure(start, dependenciesOf, isOurs) {
  const found = new Set([start]);
  for (const name of found) {
    dependenciesOf(name)
      .filter(isOurs)
      .forEach(one => found.add(one));
  }
  return [...found].sort();
}
