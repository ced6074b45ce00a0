import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Distinguishes a process from a later process with the same id. */
export interface ProcessIdentity {
  /** The start time in the operating system's format. It is only compared. */
  startedAt: string;
  commandLine: string;
}

/** Returns the identity of a running process, or `undefined` when there is none with this id or it is a zombie. */
export async function processIdentity(
  pid: number,
): Promise<ProcessIdentity | undefined> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const [stat, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // proc(5): the second field is the name in parentheses, which may contain spaces. The third field is the state, the 22nd the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') {
      return undefined;
    }
    return {
      startedAt: fields[19],
      commandLine: commandLine.split('\0').join(' ').trim(),
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') {
      return undefined;
    }
    throw error;
  }
}

async function fromPs(pid: number): Promise<ProcessIdentity | undefined> {
  const ps = async (field: string) => {
    const { stdout } = await run('ps', ['-ww', '-p', `${pid}`, '-o', field]);
    return stdout.trim();
  };
  try {
    const state = await ps('stat=');
    if (state.startsWith('Z')) {
      return undefined;
    }
    return {
      startedAt: await ps('lstart='),
      commandLine: await ps('command='),
    };
  } catch (error) {
    // ps exits with 1 when no process matches.
    if ((error as { code?: unknown }).code === 1) {
      return undefined;
    }
    throw error;
  }
}
