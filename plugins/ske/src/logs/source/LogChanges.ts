import type { LogClock } from './LogTransport';

/** New lines reach the page this often, in milliseconds. */
const FLUSH_INTERVAL = 150;

/** Calls the listeners of a log after changes, at most every 150 milliseconds for new lines. */
export class LogChanges {
  readonly #clock: LogClock;
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #cancelFlush: (() => void) | undefined;

  constructor(clock: LogClock) {
    this.#clock = clock;
  }

  /** A number that changes with every change that a page must draw. */
  get version(): number {
    return this.#version;
  }

  /** Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls the listeners soon. */
  plan(): void {
    this.#cancelFlush ??= this.#clock.after(FLUSH_INTERVAL, () => this.flush());
  }

  /** Calls the listeners now. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    this.#version += 1;
    this.#listeners.forEach(listener => listener());
  }
}
