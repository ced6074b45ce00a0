// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { testLogsDir } from './suites.mjs';

const startScript = path.join(root, 'scripts/start.mjs');

/**
 * Runs `work` while a platform cluster is running. It passes `work` an environment in which `TEST_CLUSTER_ENDPOINTS` tells tests where the
 * cluster is, and a function that returns the end of the cluster's output if the cluster has ended by itself.
 *
 * @template T
 * @param {{ node: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} surroundings
 * @param {(env: NodeJS.ProcessEnv, ended: () => string | undefined) => Promise<T>} work
 * @param {{ folder?: string, flags?: string[] }} [options] the folder of its state and log, and more flags of `npm start`
 * @returns {Promise<T>}
 */
export async function withPlatform(
  { node, env, signal },
  work,
  { folder = testLogsDir, flags = [] } = {},
) {
  const stateDir = path.join(folder, 'platform');
  const logFile = path.join(folder, 'platform.log');
  const log = fs.openSync(logFile, 'w');
  const child = spawn(
    node,
    [startScript, '--platform-only', '--state-dir', stateDir, ...flags],
    // The child gets its own session, so that Ctrl-C in the terminal reaches only the parent, which then stops the child.
    { cwd: root, env, detached: true, stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  const exited = new Promise(resolve => child.once('exit', resolve));
  try {
    const endpoints = path.join(stateDir, 'endpoints.json');
    await readiness({ child, endpoints, logFile, signal });
    return await work({ ...env, TEST_CLUSTER_ENDPOINTS: endpoints }, () =>
      hasExited(child) ? tailOf(logFile).join('\n') : undefined,
    );
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

/**
 * @param {{ child: import('node:child_process').ChildProcess, endpoints: string, logFile: string, signal: AbortSignal }} options
 */
async function readiness({ child, endpoints, logFile, signal }) {
  while (!fs.existsSync(endpoints)) {
    signal.throwIfAborted();
    if (hasExited(child)) {
      throw new StartError('step-failed', 'the platform did not start', {
        logFile,
        logTail: tailOf(logFile),
        remedy: 'fix the error in the log',
      });
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function hasExited({ exitCode, signalCode }) {
  return exitCode !== null || signalCode !== null;
}

/** @param {string} logFile */
function tailOf(logFile) {
  return fs.readFileSync(logFile, 'utf8').trim().split('\n').slice(-25);
}
