import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writePrivately } from '../stateFolder/privateFiles';
import {
  startProcess,
  type StartedProcess,
  type StartProcessOptions,
} from './startProcess';

/** Starts a TypeScript program that uses `runProgram`, or behaves like it. The settings contain passwords, so only their owner can read the file. */
export async function startProgram(
  options: Pick<
    StartProcessOptions,
    'name' | 'logFile' | 'signal' | 'ledger'
  > & {
    /** Absolute path of its main file. */
    program: string;
    settingsFile: string;
    settings: object;
    /** A minute by default. */
    timeoutMs?: number;
  },
): Promise<StartedProcess> {
  const { program, settings, settingsFile, ...run } = options;
  await mkdir(dirname(settingsFile), { recursive: true, mode: 0o700 });
  await mkdir(dirname(run.logFile), { recursive: true });
  await writePrivately(settingsFile, JSON.stringify(settings, undefined, 2));
  return startProcess({
    timeoutMs: 60_000,
    ...run,
    command: process.execPath,
    args: ['--import', require.resolve('tsx'), program, settingsFile],
    ready: 'stdout-ready',
  });
}
