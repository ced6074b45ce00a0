// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../project.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { StartError } from '../start/StartError.mjs';

const execute = promisify(execFile);

/**
 * A package that is downloaded as a tarball and unpacked, but not installed, so that none of its scripts run.
 * @typedef {{ name: string, version: string, integrity: string }} PinnedPackage
 */

/**
 * Downloads a pinned package with the machine's own npm, and so from the registry that this machine uses. It then compares the package with
 * the committed checksum, and unpacks it.
 *
 * @param {PinnedPackage} pinned
 * @param {{ folder: string, logFile: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
export async function unpackPackage(pinned, { folder, logFile, env, signal }) {
  const partial = `${folder}.partial`;
  await fs.rm(partial, { recursive: true, force: true });
  await fs.mkdir(path.join(partial, 'unpacked'), { recursive: true });
  const spec = `${pinned.name}@${pinned.version}`;
  await runCommand({
    command: 'npm',
    args: ['pack', spec, '--pack-destination', partial, '--ignore-scripts'],
    cwd: root,
    env,
    logFile,
    signal,
    remedy: () =>
      `check that this machine's npm can reach its registry: npm view ${spec} version`,
  });
  const tarball = await onlyTarball(partial);
  await verifyIntegrity(tarball, pinned);
  await runCommand({
    command: 'tar',
    args: [
      '-xzf',
      tarball,
      '-C',
      `${partial}/unpacked`,
      '--strip-components=1',
    ],
    cwd: root,
    env,
    logFile,
    append: true,
    signal,
    remedy: () => 'see the log, then start again',
  });
  await fs.rm(folder, { recursive: true, force: true });
  await fs.rename(path.join(partial, 'unpacked'), folder);
  await fs.rm(partial, { recursive: true, force: true });
}

/** @param {string} folder */
async function onlyTarball(folder) {
  const names = await fs.readdir(folder);
  const tarballs = names.filter(name => name.endsWith('.tgz'));
  if (tarballs.length !== 1) {
    throw new StartError(
      'step-failed',
      `npm pack created ${tarballs.length} tarballs in ${folder} instead of one`,
    );
  }
  return path.join(folder, tarballs[0]);
}

/**
 * @param {string} tarball
 * @param {PinnedPackage} pinned
 */
export async function verifyIntegrity(tarball, { name, version, integrity }) {
  const digest = createHash('sha512')
    .update(await fs.readFile(tarball))
    .digest('base64');
  if (`sha512-${digest}` !== integrity) {
    throw new StartError(
      'integrity-mismatch',
      `${name}@${version} from this machine's registry is not the package that was pinned (sha512 differs)`,
      {
        remedy:
          'do not use it; check the registry (npm config get registry), then start again',
      },
    );
  }
}

/**
 * The settings of npm that Yarn needs too, because Yarn does not read `.npmrc`. They go into Yarn's environment and never into
 * a file of the project. Settings that the user made for Yarn have precedence.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function yarnSettingsFromNpm(env) {
  const names = ['registry', 'https-proxy', 'proxy', 'cafile'];
  const { stdout } = await execute('npm', ['config', 'get', ...names], {
    cwd: root,
    env,
  });
  return toYarnSettings(stdout);
}

/**
 * @param {string} npmConfig the lines `name=value` of `npm config get`
 * @returns {NodeJS.ProcessEnv}
 */
export function toYarnSettings(npmConfig) {
  const values = new Map(
    npmConfig
      .split('\n')
      .map(line => /^([a-z-]+)=(.*)$/.exec(line.trim()))
      .flatMap(match => (match && match[2] !== 'null' ? [match] : []))
      .map(match => /** @type {[string, string]} */ ([match[1], match[2]])),
  );
  /** @type {NodeJS.ProcessEnv} */
  const settings = {};
  const registry = values.get('registry');
  if (registry) {
    settings.YARN_NPM_REGISTRY_SERVER = registry.replace(/\/$/, '');
    const { protocol, hostname } = new URL(registry);
    // Yarn rejects plain http except for hosts on this list; npm's own setting names the host.
    if (protocol === 'http:') {
      settings.YARN_UNSAFE_HTTP_WHITELIST = hostname;
    }
  }
  const httpsProxy = values.get('https-proxy');
  const httpProxy = values.get('proxy');
  const cafile = values.get('cafile');
  if (httpsProxy) {
    settings.YARN_HTTPS_PROXY = httpsProxy;
  }
  if (httpProxy) {
    settings.YARN_HTTP_PROXY = httpProxy;
  }
  if (cafile) {
    settings.YARN_HTTPS_CA_FILE_PATH = cafile;
  }
  return settings;
}
