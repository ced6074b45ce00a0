import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AlreadyRunningError } from './AlreadyRunningError';
import type { ProcessExit } from './ProcessExit';
import { ProcessGuard } from './ProcessGuard';
import { processIdentity } from './processIdentity';
import { stopLeftover } from './stopLeftover';

const TURN_POLL_MILLISECONDS = 50;
/** Longer than stopping left-over processes may take. */
const TURN_LIMIT_MILLISECONDS = 30_000;

interface RecordedProcess {
  name: string;
  pid: number;
}

/**
 * Told of a process that ended by itself.
 */
export type OnLost = (name: string, exit: ProcessExit) => void;

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
  private readonly onLost: OnLost;
  private processes: RecordedProcess[] = [];
  /** Writes one after the other, so that the last state is what stays. */
  private written: Promise<void> = Promise.resolve();
  private closed = false;

  /**
   * Takes the folder for this process.
   *
   * @param onLost - told of a process that served and ended although nobody stopped it
   * @throws AlreadyRunningError when a live process has it
   */
  static async open(
    stateDir: string,
    onLost: OnLost = () => undefined,
  ): Promise<ProcessLedger> {
    const file = join(stateDir, 'pids.json');
    const self = await processIdentity(process.pid);
    if (!self) {
      throw new Error('this process cannot read its own identity');
    }
    const owner = { pid: process.pid, startedAt: self.startedAt };
    while (!(await createLedgerFile(file, owner))) {
      await takeOver(stateDir, file);
    }
    return new ProcessLedger(file, owner, ProcessGuard.start(stateDir), onLost);
  }

  private constructor(
    file: string,
    owner: LedgerFile['owner'],
    guard: ProcessGuard,
    onLost: OnLost,
  ) {
    this.onLost = onLost;
    this.file = file;
    this.owner = owner;
    this.guard = guard;
  }

  async add(added: RecordedProcess): Promise<void> {
    this.guard.add(added.pid);
    this.processes = [...this.processes, added];
    await this.write();
  }

  /**
   * The process has ended. Its number may soon be another's: the guard must not stop that. The file keeps it until it is next
   * written; what the file names is stopped only if its command line names the folder.
   */
  ended(pid: number): void {
    if (!this.closed && this.processes.some(known => known.pid === pid)) {
      this.guard.remove(pid);
      this.processes = this.processes.filter(known => known.pid !== pid);
    }
  }

  /** The process ended although nobody stopped it. */
  lost(name: string, exit: ProcessExit): void {
    this.onLost(name, exit);
  }

  /** Gives the folder free. */
  async close(): Promise<void> {
    this.closed = true;
    await this.guard.stop();
    await rm(this.file, { force: true });
  }

  private async write(): Promise<void> {
    const content: LedgerFile = {
      owner: this.owner,
      processes: this.processes,
    };
    const write = async () => {
      const next = `${this.file}.next`;
      await writeFile(next, JSON.stringify(content), { mode: 0o600 });
      await rename(next, this.file);
    };
    // After the one before, however that ended: its caller was told.
    this.written = this.written.then(write, write);
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

/**
 * Removes the ledger of an owner that is gone, with the processes that it left. Of several that find it only one at a time may:
 * another could remove what the first has put in its place.
 */
async function takeOver(stateDir: string, file: string): Promise<void> {
  const turn = `${file}.takeover`;
  if (!(await takeTurn(turn))) {
    await delay(TURN_POLL_MILLISECONDS);
    return;
  }
  try {
    const found = await readLedgerFile(file);
    if (found) {
      await requireDeadOwner(stateDir, found.owner);
      // The youngest first: the API server ends quickly only while etcd is there.
      for (const { pid } of found.processes.toReversed()) {
        await stopLeftover(pid, stateDir);
      }
    }
    await rm(file, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

async function requireDeadOwner(
  stateDir: string,
  owner: LedgerFile['owner'],
): Promise<void> {
  const identity = await processIdentity(owner.pid);
  if (identity?.startedAt === owner.startedAt) {
    throw new AlreadyRunningError(stateDir, owner.pid);
  }
}

/** A turn whose file is old is that of a process which died in it: stopping what was left takes seconds. */
async function takeTurn(turn: string): Promise<boolean> {
  try {
    await writeFile(turn, '', { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  const begun = await modifiedAt(turn);
  if (begun !== undefined && Date.now() - begun > TURN_LIMIT_MILLISECONDS) {
    await rm(turn, { force: true });
  }
  return false;
}

async function modifiedAt(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
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
