// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { StartError } from '../start/StartError.mjs';

/** How long a command may run after SIGTERM. */
const terminationSeconds = 5;

/**
 * Runs a command to its end with its output in a log file.
 * The command has a process group of its own, so that stopping it also stops its child processes (compilers, workers).
 * Ctrl-C in the terminal reaches only this process, which then stops its commands in the right order.
 *
 * @param {{
 *   command: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv, logFile: string,
 *   signal?: AbortSignal, onLine?: (line: string) => void, remedy: (tail: string[]) => string, append?: boolean,
 * }} options
 * @returns {Promise<void>} rejects with a StartError that carries the tail of the log
 */
export async function runCommand(options) {
  const { command, args, cwd, logFile, signal } = options;
  signal?.throwIfAborted();
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.createWriteStream(logFile, {
    flags: options.append ? 'a' : 'w',
  });
  log.write(`$ ${[command, ...args].join(' ')}\n`);
  const child = spawn(command, args, {
    cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines = new LineSplitter(options.onLine ?? (() => {}));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      log.write(chunk);
      lines.add(chunk);
    });
  }
  const stop = () => stopGroup(child);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const result = await ended(child);
    signal?.throwIfAborted();
    if (result !== 0) {
      const tail = lines.tail(25);
      throw new StartError(
        'step-failed',
        `${path.basename(command)} ended with ${result}`,
        {
          logFile,
          logTail: tail,
          remedy: options.remedy(tail),
        },
      );
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await new Promise(resolve => log.end(resolve));
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | string>} the exit code, or the signal or error that ended it
 */
function ended(child) {
  return new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? `signal ${signal}`));
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function stopGroup(child) {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(
    () => signalGroup(child, 'SIGKILL'),
    terminationSeconds * 1000,
  );
  child.once('close', () => clearTimeout(timer));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (!child.pid) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended already.
    if (!(
      error instanceof Error &&
      'code' in error &&
      error.code === 'ESRCH'
    )) {
      throw error;
    }
  }
}

/** Splits a stream into lines and keeps the last ones. */
class LineSplitter {
  /** @param {(line: string) => void} onLine */
  constructor(onLine) {
    this.onLine = onLine;
    this.rest = '';
    /** @type {string[]} */
    this.last = [];
  }

  /** @param {Buffer} chunk */
  add(chunk) {
    const lines = (this.rest + chunk.toString('utf8')).split(/\r?\n|\r/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() === '') {
        continue;
      }
      // Yarn prints its whole minified source when it crashes.
      this.last.push(line.slice(0, 1000));
      if (this.last.length > 200) {
        this.last.shift();
      }
      this.onLine(line);
    }
  }

  /** @param {number} count */
  tail(count) {
    return [...this.last, ...(this.rest.trim() ? [this.rest] : [])].slice(
      -count,
    );
  }
}
