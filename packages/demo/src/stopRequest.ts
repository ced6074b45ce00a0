/**
 * The reader's wish to stop: Ctrl-C or SIGTERM, passed on by `npm start`, or the end of `npm start` itself, however it ended.
 */
export class StopRequest {
  private readonly controller = new AbortController();
  private reason: string | undefined;

  constructor() {
    const stop = () => this.ask('asked to stop');
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    process.on('disconnect', stop);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Why something other than the reader ended it; `undefined` when it was the reader. */
  get failure(): string | undefined {
    return this.reason;
  }

  /** Ends the run because a part of it was lost. */
  fail(reason: string): void {
    if (!this.signal.aborted) {
      this.reason = reason;
      this.ask(reason);
    }
  }

  /** Resolves when the run is to end. The timer keeps the process running meanwhile. */
  async asked(): Promise<void> {
    const keepRunning = setInterval(() => undefined, 1 << 30);
    try {
      await new Promise<void>(resolve => {
        if (this.signal.aborted) {
          resolve();
        } else {
          this.signal.addEventListener('abort', () => resolve(), {
            once: true,
          });
        }
      });
    } finally {
      clearInterval(keepRunning);
    }
  }

  private ask(reason: string): void {
    this.controller.abort(new Error(reason));
  }
}
