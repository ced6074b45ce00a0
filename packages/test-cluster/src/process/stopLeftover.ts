import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from './processIdentity';
import { signalGroup } from './processGroup';

const POLL_MILLISECONDS = 50;
const TERMINATION_TIMEOUT_MILLISECONDS = 5_000;

/** Stops a process of an earlier owner if its command line contains the state folder. Otherwise the id now belongs to another program. */
export async function stopLeftover(
  pid: number,
  stateDir: string,
): Promise<void> {
  const belongs = async () =>
    (await processIdentity(pid))?.commandLine.includes(stateDir) ?? false;
  if (!(await belongs())) {
    return;
  }
  signalGroup(pid, 'SIGTERM');
  const deadline = Date.now() + TERMINATION_TIMEOUT_MILLISECONDS;
  while (await belongs()) {
    if (Date.now() > deadline) {
      signalGroup(pid, 'SIGKILL');
    }
    await delay(POLL_MILLISECONDS);
  }
}
