import { hasCode } from '../kubernetes/KubernetesApi';
import { pause } from '../kubernetes/watchResource';

interface Entry {
  running: boolean;
  /** Asked for while it ran. */
  again: boolean;
  failures: number;
  timer?: ReturnType<typeof setTimeout>;
}

const firstRetryMilliseconds = 100;
const lastRetryMilliseconds = 5_000;

/**
 * Calls a handler for each key that was added: one call at a time for the same key, and once more when the key was added meanwhile. A handler
 * that fails is called again, later each time; a conflict (409) only means that somebody was faster, and is not logged.
 */
export class WorkQueue {
  private readonly entries = new Map<string, Entry>();
  private readonly handle: (key: string) => Promise<void>;
  private readonly onError: (key: string, error: unknown) => void;
  private readonly signal: AbortSignal;

  constructor(options: {
    handle(key: string): Promise<void>;
    onError(key: string, error: unknown): void;
    signal: AbortSignal;
  }) {
    this.handle = options.handle;
    this.onError = options.onError;
    this.signal = options.signal;
  }

  add(key: string) {
    const entry = this.entry(key);
    if (entry.running) {
      entry.again = true;
    } else {
      void this.run(key, entry);
    }
  }

  addAfter(key: string, milliseconds: number) {
    const entry = this.entry(key);
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      this.add(key);
    }, milliseconds);
  }

  private entry(key: string): Entry {
    const present = this.entries.get(key);
    if (present) {
      return present;
    }
    const entry = { running: false, again: false, failures: 0 };
    this.entries.set(key, entry);
    return entry;
  }

  private async run(key: string, entry: Entry) {
    entry.running = true;
    do {
      entry.again = false;
      try {
        await this.handle(key);
        entry.failures = 0;
      } catch (error) {
        if (this.signal.aborted) {
          return;
        }
        entry.again = true;
        entry.failures += 1;
        if (!hasCode(error, 409)) {
          this.onError(key, error);
        }
        await pause(retryMilliseconds(entry.failures), this.signal);
      }
    } while (entry.again && !this.signal.aborted);
    entry.running = false;
    if (entry.timer === undefined) {
      this.entries.delete(key);
    }
  }
}

function retryMilliseconds(failures: number) {
  return Math.min(
    firstRetryMilliseconds * 2 ** (failures - 1),
    lastRetryMilliseconds,
  );
}
