import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** An API server that a test stopped and starts again. */
export interface StoppedApiServer {
  /** Starts the API server again with the same arguments. Call the function that it returns before the platform stops. */
  start(): Promise<() => Promise<void>>;
}

/**
 * Kills the API server of a platform, as a crash or a lost machine does. Its clients' connections break.
 *
 * @param stateDir - the state folder of a platform that only this test uses
 */
export async function killApiServer(
  stateDir: string,
): Promise<StoppedApiServer> {
  const ledger = await readFile(join(stateDir, 'pids.json'), 'utf8');
  const { processes } = JSON.parse(ledger) as {
    processes: Array<{ name: string; pid: number }>;
  };
  const pid = Number(
    processes.find(({ name }) => name === 'kube-apiserver')?.pid,
  );
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
  const [command, ...args] = commandLine.split('\0').slice(0, -1);
  process.kill(pid, 'SIGKILL');
  while (isRunning(pid)) {
    await pause(20);
  }
  return {
    start: async () => {
      const child = spawn(command, args, { stdio: 'ignore' });
      await once(child, 'spawn');
      return async () => {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      };
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
