import { CallFailure } from './CallFailure';
import type { CallScope } from './CallScope';
import { DEFAULT_RETRY_AFTER_SECONDS } from './retryAfter';

interface QueuedCall {
  start(): void;
}

/**
 * Limits how many calls run at a time. Further calls wait in a bounded queue, first in, first out (S23).
 *
 * undici has a queue of its own. That queue is unbounded, and a call cannot be removed from it when its caller disconnects or its deadline passes. So every call
 * waits in this queue, and undici's queue stays empty.
 */
export class CallQueue {
  readonly #maxRunning: number;
  readonly #maxWaiting: number;
  readonly #waiting = new Set<QueuedCall>();
  #running = 0;

  constructor(options: { running: number; waiting: number }) {
    this.#maxRunning = options.running;
    this.#maxWaiting = options.waiting;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Takes a slot if one is free. */
  tryEnter(): boolean {
    if (this.#running >= this.#maxRunning) {
      return false;
    }
    this.#running += 1;
    return true;
  }

  /**
   * Waits for a slot.
   *
   * @throws CallFailure `busy` at once when the queue is full; otherwise the reason why the call has to stop
   */
  async enter(scope: CallScope): Promise<void> {
    if (scope.stopped !== undefined) {
      throw new CallFailure({ reason: scope.stopped, isSent: false });
    }
    if (this.#waiting.size >= this.#maxWaiting) {
      throw new CallFailure({
        reason: 'busy',
        isSent: false,
        retryAfterSeconds: DEFAULT_RETRY_AFTER_SECONDS,
      });
    }
    await new Promise<void>((resolve, reject) => {
      const call = { start: resolve };
      this.#waiting.add(call);
      scope.current = {
        stop: reason => {
          this.#waiting.delete(call);
          reject(new CallFailure({ reason, isSent: false }));
        },
      };
    });
    scope.current = undefined;
  }

  /** Releases a slot; the call that has waited longest gets it. */
  leave(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next.start();
    } else {
      this.#running -= 1;
    }
  }
}
