import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Endpoints } from '@kratix-portal/test-cluster';

/** Suspends the process of the controller while `during` runs, like a controller that hangs. */
export async function withSilentController(
  { paths }: Endpoints,
  during: () => Promise<void>,
): Promise<void> {
  const { processes } = JSON.parse(
    readFileSync(resolve(paths.stateDir, 'pids.json'), 'utf8'),
  ) as { processes: { name: string; pid: number }[] };
  const controller = processes.find(({ name }) => name === 'kratix-stand-in');
  if (!controller) {
    throw new Error('The platform has no process kratix-stand-in');
  }
  process.kill(controller.pid, 'SIGSTOP');
  try {
    await during();
  } finally {
    process.kill(controller.pid, 'SIGCONT');
  }
}
