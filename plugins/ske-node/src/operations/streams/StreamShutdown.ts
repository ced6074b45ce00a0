import { setMaxListeners } from 'node:events';

/** Ends all open streams when the backend stops. */
export class StreamShutdown {
  readonly #controller = new AbortController();

  constructor() {
    // Every open stream listens, however many there are.
    setMaxListeners(0, this.#controller.signal);
  }

  /** Set off when the backend stops. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the backend stops. */
  get isStopping(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Ends them. */
  stop(): void {
    this.#controller.abort();
  }
}
