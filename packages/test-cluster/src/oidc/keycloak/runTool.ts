import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { logTail } from '../../process/logTail';
import {
  PlatformError,
  type PlatformErrorCode,
} from '../../errors/PlatformError';

/** Runs a program to its end and appends its output to a log. When it fails, the error has the end of the log. */
export async function runTool(options: {
  command: string;
  args: string[];
  cwd: string;
  logFile: string;
  env?: Record<string, string>;
  signal?: AbortSignal;
  failure: { code: PlatformErrorCode; message: string };
}): Promise<void> {
  const { command, args, cwd, logFile, failure } = options;
  const log = await open(logFile, 'a', 0o600);
  const { size } = await log.stat();
  try {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log.fd, log.fd],
      signal: options.signal,
    });
    const [code, signal] = await once(child, 'exit');
    if (code !== 0) {
      throw new Error(
        signal ? `ended by ${signal}` : `ended with exit code ${code}`,
      );
    }
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new PlatformError(
      failure.code,
      `${failure.message} (${command}: ${reason(cause)}); its log is ${logFile} and ends with:\n${await logTail(
        logFile,
        size,
      )}`,
      { cause },
    );
  } finally {
    await log.close();
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
