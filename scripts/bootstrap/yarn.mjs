// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { bootstrapLogsDir, root, toolsDir } from '../project.mjs';
import { fingerprint } from '../steps/fingerprint.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { unpackPackage, yarnSettingsFromNpm } from './npm.mjs';
import { workspaceFolders } from './workspaces.mjs';
import { namedRemedy, survivingCrashes } from './yarnCrash.mjs';

/** The Yarn of `packageManager` in package.json. */
const pinned = {
  name: '@yarnpkg/cli-dist',
  version: '4.13.0',
  integrity:
    'sha512-c0YdSja652OezJqFnz9+pZwKfKAiBu2aRPJiHPU73sirTGgvQRTyaS5Y6PQHAmmaoa3RjCY6f3L2q9g8S/urqw==',
};

const yarnFolder = path.join(toolsDir, 'yarn');

/** Holds `yarn`; backstage-cli looks for it on PATH. */
export const yarnBinFolder = path.join(yarnFolder, 'bin');

/** Yarn's own program, to be run by Node. */
export const yarnProgram = path.join(yarnBinFolder, 'yarn.js');

/**
 * @param {{ env: NodeJS.ProcessEnv }} options
 * @returns {import('../steps/runSteps.mjs').Step}
 */
export function yarnStep({ env }) {
  return {
    id: 'yarn',
    title: `Yarn ${pinned.version}`,
    key: async () => JSON.stringify(pinned),
    products: [yarnProgram],
    run: async ({ signal }) => {
      const logFile = path.join(bootstrapLogsDir, 'yarn.log');
      await unpackPackage(pinned, { folder: yarnFolder, logFile, env, signal });
      // npm pack drops the executable bit, and backstage-cli calls `yarn` by name.
      await fs.chmod(path.join(yarnBinFolder, 'yarn'), 0o755);
    },
  };
}

/**
 * `yarn install`, exactly as the lock file says.
 * @param {{ node: string, env: NodeJS.ProcessEnv, after: string[] }} options
 * @returns {import('../steps/runSteps.mjs').Step}
 */
export function installStep({ node, env, after }) {
  return {
    id: 'install',
    title: 'Dependencies (yarn install)',
    after,
    key: async () =>
      fingerprint({
        base: root,
        inputs: [
          'package.json',
          'yarn.lock',
          '.yarnrc.yml',
          ...(await workspaceFolders()).map(folder => `${folder}/package.json`),
        ],
      }),
    products: [path.join(root, 'node_modules', '.yarn-state.yml')],
    run: async ({ signal, detail }) => {
      const fromNpm = await yarnSettingsFromNpm(env);
      const run = (/** @type {NodeJS.ProcessEnv} */ settings) =>
        runCommand({
          command: node,
          args: [yarnProgram, 'install', '--immutable'],
          cwd: root,
          env: { ...fromNpm, ...settings, ...env },
          logFile: path.join(bootstrapLogsDir, 'install.log'),
          append: Object.keys(settings).length > 0,
          signal,
          onLine: line => detail(installDetail(line)),
          remedy: installRemedy,
        });
      await survivingCrashes(run, {
        signal,
        onRerun: count => detail(`yarn crashed; rerun ${count}`),
      });
    },
  };
}

/** @param {string} line */
function installDetail(line) {
  return line.replace(/^➤ (YN\d+: )?[\s│┌└]*/, '').slice(0, 60);
}

/**
 * Returns a remedy for a failed install, by Yarn's error codes.
 * @param {string[]} tail
 */
export function installRemedy(tail) {
  return (
    namedRemedy(tail) ??
    'check that the registry responds (npm ping), then start again: packages that have been downloaded are kept'
  );
}
