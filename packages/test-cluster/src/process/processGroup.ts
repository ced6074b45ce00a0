import { pause } from '@kratix-portal/kratix-stand-in';

/** Sends SIGTERM to a process and all processes that it started, and SIGKILL after a timeout. Resolves when the process has ended. */
export async function endProcessGroup(
  pid: number,
  exited: Promise<unknown>,
  stopTimeoutMs: number,
): Promise<void> {
  const gone = new AbortController();
  const escalation = pause(stopTimeoutMs, gone.signal).then(() => {
    if (!gone.signal.aborted) {
      signalGroup(pid, 'SIGKILL');
    }
  });
  signalGroup(pid, 'SIGTERM');
  await exited;
  gone.abort();
  await escalation;
  // Kills the processes that are left in the group, because nothing else would stop them.
  signalGroup(pid, 'SIGKILL');
}

/** Sends a signal to a process group. Returns whether the group exists. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') {
      return false;
    }
    throw error;
  }
}
