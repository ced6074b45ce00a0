import { hasCode } from '../kubernetes/KubernetesApi';
import { pause } from '../kubernetes/watchResource';

interface Options {
  handle(key: string): Promise<void>;
  onError(key: string, error: unknown): void;
  signal: AbortSignal;
}

interface Entry {
  running: boolean;
  /** Whether the key was added while the handler ran. */
  again: boolean;
  failures: number;
  timer?: ReturnType<typeof setTimeout>;
}

const firstRetryMilliseconds = 100;
const lastRetryMilliseconds = 5_000;

/**
 * Calls a handler for each key that was added: one call at a time for each key, and one more call if the key was added during the call. A handler that fails is
 * retried with a growing delay. Conflicts (409) are retried and not reported, because they only mean that another client wrote first.
 */
export class WorkQueue {
  readonly #entries = new Map<string, Entry>();
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  add(key: string) {
    const entry = this.#entry(key);
    if (entry.running) {
      entry.again = true;
    } else {
      void this.#run(key, entry);
    }
  }

  addAfter(key: string, milliseconds: number) {
    const entry = this.#entry(key);
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      this.add(key);
    }, milliseconds);
  }

  #entry(key: string): Entry {
    const entry = this.#entries.get(key) ?? {
      running: false,
      again: false,
      failures: 0,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  async #run(key: string, entry: Entry) {
    const { handle, onError, signal } = this.#options;
    entry.running = true;
    do {
      entry.again = false;
      try {
        await handle(key);
        entry.failures = 0;
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        entry.again = true;
        entry.failures += 1;
        if (!hasCode(error, 409)) {
          onError(key, error);
        }
        await pause(
          Math.min(
            firstRetryMilliseconds * 2 ** (entry.failures - 1),
            lastRetryMilliseconds,
          ),
          signal,
        );
      }
    } while (entry.again && !signal.aborted);
    entry.running = false;
    if (entry.timer === undefined) {
      this.#entries.delete(key);
    }
  }
}
