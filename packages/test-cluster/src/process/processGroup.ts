import { pause } from './pause';

/** SIGTERM to a process and all that it has started, SIGKILL when it has not ended in time; resolves when it is gone. */
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
  // What the process left in its group: without its leader nobody would stop it.
  signalGroup(pid, 'SIGKILL');
}

/** Sends a signal to a process group; says whether there was one. */
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
