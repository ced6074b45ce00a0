import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { PlatformError } from '../errors/PlatformError';
import {
  createPrivately,
  readIfExists,
  writePrivately,
} from '../stateFolder/privateFiles';
import type { LostProcess, OnLost } from './LostProcess';
import { ProcessGuard } from './ProcessGuard';
import { processIdentity } from './processIdentity';
import { stopLeftover } from './stopLeftover';

const TURN_POLL_MILLISECONDS = 50;
/** Longer than it takes to stop leftover processes. */
const TURN_LIMIT_MILLISECONDS = 30_000;

const ledgerSchema = z.object({
  owner: z.object({ pid: z.number(), startedAt: z.string() }),
  processes: z.array(z.object({ name: z.string(), pid: z.number() })),
});

type LedgerFile = z.infer<typeof ledgerSchema>;
type RecordedProcess = LedgerFile['processes'][number];

/**
 * The owner and the processes of the platform in a state folder: `<stateDir>/pids.json`.
 *
 * The file is the lock of the folder. The start time of the owner distinguishes it from a later process with the same id.
 * When the owner has ended, the next start stops the processes in the file.
 */
export class ProcessLedger {
  readonly #file: string;
  readonly #owner: LedgerFile['owner'];
  readonly #guard: ProcessGuard;
  readonly #onLost: OnLost;
  #processes: RecordedProcess[] = [];
  /** Writes are sequential, so that an older state never overwrites a newer one. */
  #written: Promise<void> = Promise.resolve();
  #closed = false;

  /**
   * Locks the folder for this process.
   *
   * @param onLost - called when a process ends unexpectedly after it was ready
   * @throws PlatformError `already-running` when a running process owns the folder
   */
  static async open(
    stateDir: string,
    onLost: OnLost = () => undefined,
  ): Promise<ProcessLedger> {
    const file = join(stateDir, 'pids.json');
    const self = await processIdentity(process.pid);
    if (!self) {
      throw new Error('this process cannot read its own start time');
    }
    const owner = { pid: process.pid, startedAt: self.startedAt };
    const content = JSON.stringify({ owner, processes: [] });
    while (!(await createPrivately(file, content))) {
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
    this.#onLost = onLost;
    this.#file = file;
    this.#owner = owner;
    this.#guard = guard;
  }

  async add(added: RecordedProcess): Promise<void> {
    this.#guard.add(added.pid);
    this.#processes = [...this.#processes, added];
    await this.#write();
  }

  /**
   * Records that a process has ended. A new process may get the same id, so the guard must no longer stop the process with this id.
   * The file contains the id until the next write. That is safe: the next start stops a process in the file only if the command line of the process contains the state folder.
   */
  ended(pid: number): void {
    if (!this.#closed && this.#processes.some(known => known.pid === pid)) {
      this.#guard.remove(pid);
      this.#processes = this.#processes.filter(known => known.pid !== pid);
    }
  }

  /** Reports that a process has ended unexpectedly. */
  lost(lost: LostProcess): void {
    this.#onLost(lost);
  }

  /** Unlocks the folder. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#guard.stop();
    await rm(this.#file, { force: true });
  }

  async #write(): Promise<void> {
    const content: LedgerFile = {
      owner: this.#owner,
      processes: this.#processes,
    };
    const write = () => writePrivately(this.#file, JSON.stringify(content));
    // A failed write does not stop later writes. Its caller received the error.
    this.#written = this.#written.then(write, write);
    await this.#written;
  }
}

/**
 * Stops the processes of an owner that has ended, and removes the owner's ledger. Only one process at a time may do this; otherwise a second process could
 * remove the ledger that the first process has just created.
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
      // The newest process is stopped first, because the API server ends quickly only while etcd runs.
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
    throw new PlatformError(
      'already-running',
      `A platform is already running in ${stateDir} (process ${owner.pid}): stop it, or use another state folder`,
    );
  }
}

/**
 * Creates the file that marks a takeover, and returns whether this process may take over. A takeover takes seconds. So an old file was left by a process
 * that died, and is removed.
 */
async function takeTurn(turn: string): Promise<boolean> {
  if (await createPrivately(turn, '')) {
    return true;
  }
  const found = await stat(turn).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > TURN_LIMIT_MILLISECONDS) {
    await rm(turn, { force: true });
  }
  return false;
}

/** Returns `undefined` if there is no file, or if the file is empty. It is empty if its first write was interrupted; at that time, no process had started. */
async function readLedgerFile(file: string): Promise<LedgerFile | undefined> {
  const text = await readIfExists(file);
  if (!text) {
    return undefined;
  }
  const { data } = ledgerSchema.safeParse(JSON.parse(text));
  if (!data) {
    throw new Error(
      `pids.json is not a ledger of this project: ${text.slice(0, 200)}`,
    );
  }
  return data;
}
