import type { LostProcess } from '../process/LostProcess';

/** Collects the processes that ended by themselves during the tests of a file, so that the failing tests can name them as the cause. */
export class LostProcesses {
  readonly #lost: LostProcess[] = [];

  readonly add = (lost: LostProcess): void => {
    this.#lost.push(lost);
  };

  /** @throws Error with the exit and the last lines of the log of each process */
  async check(): Promise<void> {
    if (this.#lost.length > 0) {
      const texts = await Promise.all(this.#lost.map(describe));
      throw new Error(texts.join('\n'));
    }
  }
}

async function describe({
  name,
  reason,
  readLog,
}: LostProcess): Promise<string> {
  const log = await readLog();
  return `${name} ended by itself (${reason}); its log ends with:\n${log || '(the log is empty)'}`;
}
