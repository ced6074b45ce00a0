import type { Response } from 'express';

// A comment, which clients of server-sent events ignore.
const BEAT = ':\n\n';

/** Keeps quiet streams alive through proxies, with one timer for all streams. */
export class Heartbeat {
  readonly #everyMs: number;
  readonly #open = new Set<Response>();
  #timer: NodeJS.Timeout | undefined;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  add(response: Response): void {
    this.#open.add(response);
    this.#timer ??= setInterval(() => this.#beat(), this.#everyMs).unref();
  }

  remove(response: Response): void {
    this.#open.delete(response);
    if (this.#open.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #beat(): void {
    for (const response of this.#open) {
      // A client that does not read gets no more data.
      if (!response.writableNeedDrain) {
        response.write(BEAT);
      }
    }
  }
}
