// @ts-check
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toolsDir } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';

const execute = promisify(execFile);

/**
 * The environment of the steps: the user's environment, with caches inside the project when there is no writable home folder.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function stepEnvironment(env) {
  const home = env.HOME ?? os.homedir();
  const writable = await fs
    .mkdir(home, { recursive: true })
    .then(() => fs.access(home, fs.constants.W_OK))
    .then(() => true)
    .catch(() => false);
  if (writable) {
    return { ...env, HOME: home };
  }
  const caches = path.join(toolsDir, 'caches');
  return {
    HOME: path.join(caches, 'home'),
    npm_config_cache: path.join(caches, 'npm'),
    YARN_GLOBAL_FOLDER: path.join(caches, 'yarn'),
    GOCACHE: path.join(caches, 'go-build'),
    GOMODCACHE: path.join(caches, 'go-modules'),
    ...env,
  };
}

/** @param {{ env: NodeJS.ProcessEnv }} options */
export async function requireNpm({ env }) {
  await execute('npm', ['--version'], { env }).catch(error => {
    throw new StartError('npm-missing', 'npm does not run on this machine', {
      remedy: 'install npm (it comes with Node, https://nodejs.org)',
      cause: error,
    });
  });
}

/**
 * @param {string} version
 * @returns {void}
 */
export function requireNode(version) {
  if (Number(version.replace(/^v/, '').split('.')[0]) >= 20) {
    return;
  }
  throw new StartError(
    'node-too-old',
    `this is Node ${version}; 20 or newer is needed`,
    {
      remedy:
        'install a newer Node (https://nodejs.org); Node 24 itself is then downloaded for this project only',
    },
  );
}

/**
 * @param {string} platform
 * @returns {void}
 */
export function requirePlatform(platform) {
  if (platform === 'linux' || platform === 'darwin') {
    return;
  }
  throw new StartError('unsupported-platform', `${platform} is not supported`, {
    remedy: 'on Windows, run it inside WSL 2',
  });
}
