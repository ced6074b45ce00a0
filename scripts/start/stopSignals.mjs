// @ts-check
import fs from 'node:fs';
import { StartError } from './StartError.mjs';

/** How often a start under npm checks whether npm is still running. */
const parentPollMilliseconds = 500;

/**
 * Aborts on Ctrl-C, SIGTERM, a closed terminal or the end of npm. A second Ctrl-C ends the process at once.
 *
 * @returns {{ signal: AbortSignal, onAgain: (kill: () => void) => void, release: () => void }}
 */
export function watchStopSignals() {
  const controller = new AbortController();
  /** @type {() => void} */
  let kill = () => process.exit(130);
  /** @param {NodeJS.Signals} name */
  const stop = name => {
    if (controller.signal.aborted) {
      kill();
    } else {
      controller.abort(new StartError('interrupted', `stopped by ${name}`));
    }
  };
  /** @type {NodeJS.Signals[]} */
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  names.forEach(name => process.on(name, stop));

  // npm passes signals on, but not its own SIGKILL. All processes must end in that case too.
  const ancestors = process.env.npm_lifecycle_event ? npmAncestors() : [];
  const timer = setInterval(() => {
    if (controller.signal.aborted) {
      return;
    }
    if (ancestors.some(({ of, is }) => parentOf(of) !== is)) {
      controller.abort(new StartError('interrupted', 'npm has ended'));
    }
  }, parentPollMilliseconds).unref();

  return {
    signal: controller.signal,
    onAgain: handler => {
      kill = handler;
    },
    release: () => {
      clearInterval(timer);
      names.forEach(name => process.off(name, stop));
    },
  };
}

/**
 * Returns processes with their current parents. If one of these parents changes, npm has ended. npm starts a shell; some shells stay between npm and
 * this process and outlive npm, so the parent of such a shell is observed too.
 * @returns {{ of: number, is: number }[]}
 */
function npmAncestors() {
  const shell = process.ppid;
  const own = { of: process.pid, is: shell };
  return isShellOfScript(shell)
    ? [own, { of: shell, is: parentOf(shell) }]
    : [own];
}

/** @param {number} pid */
function isShellOfScript(pid) {
  return readProc(pid, 'cmdline').split('\0')[1] === '-c';
}

/**
 * @param {number} pid
 * @returns {number} 0 when it is unknown
 */
function parentOf(pid) {
  if (pid === process.pid) {
    return process.ppid;
  }
  const stat = readProc(pid, 'stat');
  // proc(5): the parent is the second field after the name, which is in parentheses and may contain spaces.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/**
 * @param {number} pid
 * @param {'cmdline' | 'stat'} file
 * @returns {string} empty when the process has ended, or this is not Linux
 */
function readProc(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ESRCH') {
      return '';
    }
    throw error;
  }
}
