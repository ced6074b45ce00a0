import type { WatchManyEvent } from '@kratix-portal/plugin-ske-common';

/** The events of one call of `watchMany`, as a test sends them. */
export class FakeStream {
  readonly signal: AbortSignal | undefined;
  readonly #onActivity: (() => void) | undefined;
  readonly #queue: WatchManyEvent[] = [];
  #failure: { error: unknown } | undefined;
  #isOver = false;
  #isFrozen = false;
  #wake: () => void = () => {};

  constructor(signal: AbortSignal | undefined, onActivity?: () => void) {
    this.signal = signal;
    this.#onActivity = onActivity;
  }

  get isOpen(): boolean {
    return !this.#isOver && !this.signal?.aborted && !this.#failure;
  }

  /** Stops the delivery without an end of the stream. Events that were missed cannot arrive later. */
  freeze(): void {
    this.#isFrozen = true;
  }

  send(event: WatchManyEvent): void {
    if (this.isOpen && !this.#isFrozen) {
      this.#queue.push(event);
      this.#isOver = event.type === 'end' && event.subscription === undefined;
      this.#wake();
    }
  }

  /** What the backend sends every 20 seconds. */
  comment(): void {
    if (this.isOpen && !this.#isFrozen) {
      this.#onActivity?.();
    }
  }

  fail(error: unknown): void {
    if (!this.isOpen || this.#isFrozen) {
      return;
    }
    this.#failure = { error };
    this.#wake();
  }

  async *read(): AsyncGenerator<WatchManyEvent, void, undefined> {
    const onAbort = () => this.#wake();
    this.signal?.addEventListener('abort', onAbort);
    try {
      for (;;) {
        if (this.signal?.aborted) {
          throw this.signal.reason;
        }
        const event = this.#queue.shift();
        if (event) {
          this.#onActivity?.();
          yield event;
        } else if (this.#failure) {
          throw this.#failure.error;
        } else if (this.#isOver) {
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.#isOver = true;
      this.signal?.removeEventListener('abort', onAbort);
    }
  }
}
