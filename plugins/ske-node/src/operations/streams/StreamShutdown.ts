import { setMaxListeners } from 'node:events';

/** Ends all open streams when the backend stops. */
export class StreamShutdown {
  readonly #controller = new AbortController();

  constructor() {
    // Every open stream adds a listener.
    setMaxListeners(0, this.#controller.signal);
  }

  /** Aborted when the backend stops. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the backend is stopping. */
  get isStopping(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Ends all open streams. */
  stop(): void {
    this.#controller.abort();
  }
}
