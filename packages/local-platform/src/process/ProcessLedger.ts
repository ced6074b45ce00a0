import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AlreadyRunningError } from './AlreadyRunningError';
import { ProcessGuard } from './ProcessGuard';
import { processIdentity } from './processIdentity';
import { stopLeftover } from './stopLeftover';

interface RecordedProcess {
  name: string;
  pid: number;
}

interface LedgerFile {
  owner: { pid: number; startedAt: string };
  processes: RecordedProcess[];
}

/**
 * Who owns the platform of a state folder, and which processes belong to it: `<stateDir>/pids.json`.
 *
 * The file is the lock of the folder: it is created only where there is none, and its owner is told from a later process of
 * the same number by its start time. When the owner is gone, the next start stops what the file names.
 *
 * @public
 */
export class ProcessLedger {
  private readonly file: string;
  private readonly owner: LedgerFile['owner'];
  private readonly guard: ProcessGuard;
  private processes: RecordedProcess[] = [];
  /** Writes one after the other, so that the last state is what stays. */
  private written: Promise<void> = Promise.resolve();
  private closed = false;

  /**
   * Takes the folder for this process.
   *
   * @throws AlreadyRunningError when a live process has it
   */
  static async open(stateDir: string): Promise<ProcessLedger> {
    const file = join(stateDir, 'pids.json');
    const self = await processIdentity(process.pid);
    if (!self) {
      throw new Error('this process cannot read its own identity');
    }
    const owner = { pid: process.pid, startedAt: self.startedAt };
    while (!(await createLedgerFile(file, owner))) {
      await takeOver(stateDir, file);
    }
    return new ProcessLedger(file, owner, ProcessGuard.start(stateDir));
  }

  private constructor(
    file: string,
    owner: LedgerFile['owner'],
    guard: ProcessGuard,
  ) {
    this.file = file;
    this.owner = owner;
    this.guard = guard;
  }

  async add(added: RecordedProcess): Promise<void> {
    this.guard.add(added.pid);
    this.processes = [...this.processes, added];
    await this.write();
  }

  async remove(pid: number): Promise<void> {
    if (this.closed || !this.processes.some(known => known.pid === pid)) {
      return;
    }
    this.guard.remove(pid);
    this.processes = this.processes.filter(known => known.pid !== pid);
    await this.write();
  }

  /** Gives the folder free. */
  async close(): Promise<void> {
    this.closed = true;
    await this.written;
    await rm(this.file, { force: true });
    await this.guard.stop();
  }

  private async write(): Promise<void> {
    const content: LedgerFile = {
      owner: this.owner,
      processes: this.processes,
    };
    this.written = this.written.then(async () => {
      const next = `${this.file}.next`;
      await writeFile(next, JSON.stringify(content), { mode: 0o600 });
      await rename(next, this.file);
    });
    await this.written;
  }
}

async function createLedgerFile(
  file: string,
  owner: LedgerFile['owner'],
): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      const content: LedgerFile = { owner, processes: [] };
      await handle.writeFile(JSON.stringify(content));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Removes the ledger of an owner that is gone, with the processes that it left. */
async function takeOver(stateDir: string, file: string): Promise<void> {
  const found = await readLedgerFile(file);
  if (found) {
    const { owner } = found;
    const identity = await processIdentity(owner.pid);
    if (identity?.startedAt === owner.startedAt) {
      throw new AlreadyRunningError(stateDir, owner.pid);
    }
    await Promise.all(
      found.processes.map(({ pid }) => stopLeftover(pid, stateDir)),
    );
  }
  // Moved, not removed: of two that take over at once only one finds it, and the other looks again.
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return;
    }
    throw error;
  }
  await rm(aside);
}

/** `undefined` when there is none, or what is there was cut off while being written first, before any process was started. */
async function readLedgerFile(file: string): Promise<LedgerFile | undefined> {
  try {
    return parseLedger(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function parseLedger(text: string): LedgerFile | undefined {
  if (text === '') {
    return undefined;
  }
  const value: unknown = JSON.parse(text);
  if (
    typeof value !== 'object' ||
    value === null ||
    !('owner' in value) ||
    !('processes' in value) ||
    !Array.isArray(value.processes)
  ) {
    throw new Error(
      `pids.json is not a ledger of this project: ${text.slice(0, 200)}`,
    );
  }
  return value as LedgerFile;
}
