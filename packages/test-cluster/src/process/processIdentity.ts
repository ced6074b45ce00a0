import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What tells a process from a later one that got the same number.
 */
export interface ProcessIdentity {
  /** When it started, in the words of the operating system; only ever compared. */
  startedAt: string;
  commandLine: string;
}

/** The identity of a running process; `undefined` when there is none of that number, or only its unreaped remains. */
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
    // proc(5): the second field is the name in parentheses and may hold spaces; state is the third field, start time the 22nd.
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
    // ps exits with 1 when no process matches; any other failure is one to be seen.
    if ((error as { code?: unknown }).code === 1) {
      return undefined;
    }
    throw error;
  }
}
