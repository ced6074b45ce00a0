import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pause } from '@kratix-portal/kratix-stand-in';
import { describeExit, type ProcessExit } from './ProcessExit';
import { ProcessError, type ProcessErrorCode } from './ProcessError';
import type { ProcessLedger } from './ProcessLedger';
import { logTail } from './logTail';
import { endProcessGroup } from './processGroup';

export type { ProcessExit } from './ProcessExit';

const READY_POLL_MILLISECONDS = 50;
/** kube-apiserver closes its watches and ends well within this time. */
const DEFAULT_STOP_TIMEOUT_MILLISECONDS = 10_000;

export interface StartProcessOptions {
  /** Names the process in errors, progress and the ledger. */
  name: string;
  command: string;
  args: string[];
  /** Added to the environment of this process. */
  env?: Record<string, string>;
  cwd?: string;
  /** The id of the user and the group that runs the process, if it is not the user of this process. Only root may set it. */
  user?: number;
  /** The file to which standard output and error are appended. Only the owner can read it. */
  logFile: string;
  /**
   * `stdout-ready`: the process prints a line `ready` on standard output. A function is a probe, which is called until it returns true; the start
   * fails if the probe throws.
   */
  ready: (() => Promise<boolean>) | 'stdout-ready';
  /** The longest time from the spawn until the process is ready. */
  timeoutMs: number;
  /** The time from SIGTERM to SIGKILL; 10 seconds by default. */
  stopTimeoutMs?: number;
  /** Cancels the start. The process is stopped before the error is thrown. */
  signal?: AbortSignal;
  /** Records the process, so that a later start can stop it if this process is killed. */
  ledger?: ProcessLedger;
}

/** A process that is ready. */
export interface StartedProcess {
  name: string;
  pid: number;
  /** Resolves when the process has ended, for any reason. */
  exited: Promise<ProcessExit>;
  /** Sends SIGTERM, and SIGKILL after a timeout. Resolves when the process has ended. */
  stop(): Promise<void>;
}

/**
 * Starts a process and waits until it is ready. When it exits first or is not ready in time, `startProcess` stops it and throws.
 *
 * The process has its own process group. A Ctrl-C in the terminal reaches only the owner, which stops the processes in order, and `stop` also
 * ends processes that the process has started (Keycloak's script starts Java).
 */
export async function startProcess(
  options: StartProcessOptions,
): Promise<StartedProcess> {
  const { name, logFile } = options;
  const log = await open(logFile, 'a', 0o600);
  const logStart = (await log.stat()).size;
  const errorOf = async (failure: Failure) =>
    new ProcessError({
      ...failure,
      processName: name,
      logFile,
      logTail: await logTail(logFile, logStart),
    });
  const readsStdout = options.ready === 'stdout-ready';

  let child: ChildProcess;
  let exited: Promise<ProcessExit>;
  let spawnError: Promise<unknown>;
  try {
    if (options.signal?.aborted) {
      throw await errorOf({
        code: 'aborted',
        reason: 'was not started: the start was cancelled',
      });
    }
    child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      detached: true,
      ...(options.user !== undefined && {
        uid: options.user,
        gid: options.user,
      }),
      stdio: ['pipe', readsStdout ? 'pipe' : log.fd, log.fd],
    });
    // Listens before any await, because the events are emitted only once.
    exited = new Promise(resolve => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    spawnError = new Promise(resolve => {
      child.once('error', resolve);
    });
  } finally {
    await log.close();
  }
  // The pipe is only for `endWithParent`. A child that closes the pipe early causes an error event.
  child.stdin?.on('error', () => undefined);

  const { pid } = child;
  if (pid === undefined) {
    throw await errorOf({
      code: 'spawn-failed',
      reason: `could not be started (${options.command})`,
      cause: await spawnError,
    });
  }
  await options.ledger?.add({ name, pid });
  exited.then(() => options.ledger?.ended(pid));

  let stopping = false;
  const stop = () => {
    stopping = true;
    return endProcessGroup(
      pid,
      exited,
      options.stopTimeoutMs ?? DEFAULT_STOP_TIMEOUT_MILLISECONDS,
    );
  };

  const failure = await untilReady(child, exited, options);
  if (failure) {
    await stop();
    throw await errorOf(failure);
  }
  exited.then(exit => {
    if (!stopping) {
      const readLog = () => logTail(logFile, logStart).catch(() => '');
      options.ledger?.lost({ name, reason: describeExit(exit), readLog });
    }
  });
  return { name, pid, exited, stop };
}

interface Failure {
  code: ProcessErrorCode;
  reason: string;
  cause?: unknown;
}

/** Waits until the process is ready, or returns why it is not. */
async function untilReady(
  child: ChildProcess,
  exited: Promise<ProcessExit>,
  { ready, timeoutMs, signal, logFile }: StartProcessOptions,
): Promise<Failure | undefined> {
  const decided = new AbortController();
  const over = AbortSignal.any([
    decided.signal,
    AbortSignal.timeout(timeoutMs),
    ...(signal ? [signal] : []),
  ]);
  const interrupted = async (): Promise<Failure> => {
    if (!over.aborted) {
      await once(over, 'abort');
    }
    return signal?.aborted
      ? {
          code: 'aborted',
          reason: 'was stopped: the start was cancelled',
          cause: signal.reason,
        }
      : {
          code: 'not-ready-in-time',
          reason: `was not ready within ${timeoutMs / 1000} s`,
        };
  };
  try {
    return await Promise.race([
      exited.then((exit): Failure => ({
        code: 'exited-before-ready',
        reason: `ended before it was ready (${describeExit(exit)})`,
      })),
      interrupted(),
      ready === 'stdout-ready'
        ? readyLine(child, logFile)
        : probe(ready, decided.signal),
    ]);
  } finally {
    decided.abort();
  }
}

async function probe(
  isReady: () => Promise<boolean>,
  decided: AbortSignal,
): Promise<Failure | undefined> {
  try {
    while (!decided.aborted && !(await isReady())) {
      await pause(READY_POLL_MILLISECONDS, decided);
    }
    return undefined;
  } catch (cause) {
    return {
      code: 'not-ready-in-time',
      reason: `could not be checked for readiness (${String(cause)})`,
      cause,
    };
  }
}

async function readyLine(
  child: ChildProcess,
  logFile: string,
): Promise<undefined> {
  const { stdout } = child;
  if (!stdout) {
    throw new Error('the process was started without standard output');
  }
  stdout.pipe(createWriteStream(logFile, { flags: 'a', mode: 0o600 }));
  await new Promise<void>(resolve => {
    let line = '';
    const onData = (chunk: Buffer) => {
      const lines = (line + chunk.toString('utf8')).split('\n');
      line = lines.pop() ?? '';
      if (lines.some(text => text.trim() === 'ready')) {
        stdout.off('data', onData);
        resolve();
      }
    };
    stdout.on('data', onData);
  });
}
