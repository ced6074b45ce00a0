// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { workspaceFolders } from '../bootstrap/workspaces.mjs';
import { localDir, root } from '../project.mjs';
import { runCommand } from '../steps/runCommand.mjs';

const packagesDir = path.join(localDir, 'packages');
const logFile = path.join(packagesDir, 'pack.log');
const remedy = () => 'fix the error in the log, then start again';

/**
 * Builds and packs the published packages as a release does.
 *
 * @param {{ node: string, env: NodeJS.ProcessEnv, signal: AbortSignal, onPackage?: (name: string) => void }} options
 * @returns {Promise<string[]>} the tarballs in `.local/packages`
 */
export async function packPackages({ node, env, signal, onPackage }) {
  await fs.rm(packagesDir, { recursive: true, force: true });
  await fs.mkdir(packagesDir, { recursive: true });
  /**
   * @param {string} cwd
   * @param {string} command
   * @param {string[]} args
   */
  const run = (cwd, command, args) =>
    runCommand({
      command,
      args,
      cwd,
      env,
      logFile,
      signal,
      remedy,
      append: true,
    });

  // Emits the declarations from which each package's build makes its types.
  await run(root, node, [path.join(root, 'node_modules/.bin/tsc')]);
  const folders = (await workspaceFolders()).filter(folder =>
    folder.startsWith('plugins/'),
  );
  const tarballs = [];
  for (const folder of folders) {
    const cwd = path.join(root, folder);
    const tarball = path.join(packagesDir, `${path.basename(folder)}.tgz`);
    onPackage?.(folder);
    await run(cwd, 'yarn', ['run', 'build']);
    await run(cwd, 'yarn', ['pack', '--out', tarball]);
    tarballs.push(tarball);
  }
  return tarballs;
}
