import { once } from 'node:events';

/** Receives the request to stop: `npm start` forwards Ctrl-C and SIGTERM, or has ended itself. */
export class StopRequest {
  readonly #controller = new AbortController();
  #failure: string | undefined;

  constructor() {
    const stop = () => this.#abort('The user stopped the run.');
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    process.on('disconnect', stop);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the run has to end; `undefined` when the user stopped it. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Ends the run because one of its processes ended. */
  fail(reason: string): void {
    if (!this.signal.aborted) {
      this.#failure = reason;
      this.#abort(reason);
    }
  }

  /** Resolves when the run has to end. A timer keeps the process running until then. */
  async received(): Promise<void> {
    const keepRunning = setInterval(() => undefined, 1 << 30);
    if (!this.signal.aborted) {
      await once(this.signal, 'abort');
    }
    clearInterval(keepRunning);
  }

  #abort(reason: string): void {
    this.#controller.abort(new Error(reason));
  }
}
