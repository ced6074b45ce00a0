import { CallFailure } from './CallFailure';
import type { CallScope } from './CallScope';

interface Waiting {
  go(): void;
}

/**
 * Lets so many calls run at a time; others wait in the order in which they came, up to a bound (S23).
 *
 * undici has a queue too, without a bound, and what waits in it can be neither ended by its caller nor by its deadline: so nothing waits there.
 */
export class CallQueue {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #waiting = new Set<Waiting>();
  #running = 0;

  constructor(options: { running: number; waiting: number }) {
    this.#most = options.running;
    this.#mostWaiting = options.waiting;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Takes a place if there is one and nobody waits for it. */
  tryEnter(): boolean {
    if (this.#running >= this.#most) {
      return false;
    }
    this.#running += 1;
    return true;
  }

  /**
   * Waits for a place.
   *
   * @throws CallFailure `busy` at once, when too many wait; or why the call is to stop
   */
  async enter(scope: CallScope): Promise<void> {
    if (scope.stopped !== undefined) {
      throw new CallFailure({ reason: scope.stopped, isSent: false });
    }
    if (this.#waiting.size >= this.#mostWaiting) {
      throw new CallFailure({
        reason: 'busy',
        isSent: false,
        retryAfterSeconds: 1,
      });
    }
    await new Promise<void>((resolve, reject) => {
      const waiting = { go: resolve };
      this.#waiting.add(waiting);
      scope.current = {
        stop: reason => {
          this.#waiting.delete(waiting);
          reject(new CallFailure({ reason, isSent: false }));
        },
      };
    });
    scope.current = undefined;
  }

  /** Gives the place back: to the one who waits longest, if any. */
  leave(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next.go();
    } else {
      this.#running -= 1;
    }
  }
}
