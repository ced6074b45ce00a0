/** Whether calls are let through: all, none, or as soon as a connection could be made. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** The longest that calls fail at once is `openMs`, doubled so many times. */
const MOST_DOUBLINGS = 2;

/**
 * Makes calls fail at once while the API server cannot be reached.
 *
 * It goes by one thing only: whether connections can be made. No answer opens it, whatever its status, and no slow answer: these may be one
 * user's, and would be everyone's trouble then.
 */
export class Circuit {
  readonly #failuresToOpen: number;
  readonly #openMs: number;
  readonly #now: () => number;
  #failures = 0;
  #doublings = 0;
  #openUntil: number | undefined;
  #lastError: unknown;

  constructor(options: {
    failuresToOpen: number;
    openMs: number;
    now?: () => number;
  }) {
    this.#failuresToOpen = options.failuresToOpen;
    this.#openMs = options.openMs;
    this.#now = options.now ?? Date.now;
  }

  get state(): CircuitState {
    if (this.#openUntil === undefined) {
      return 'closed';
    }
    return this.#now() < this.#openUntil ? 'open' : 'half-open';
  }

  /** The failure that keeps it open. */
  get lastError(): unknown {
    return this.#lastError;
  }

  /** The API server was reached. */
  reached(): void {
    if (this.#failures > 0) {
      this.#failures = 0;
      this.#doublings = 0;
      this.#openUntil = undefined;
      this.#lastError = undefined;
    }
  }

  /**
   * An attempt to connect failed.
   *
   * @param isSlow - whether it took all the time that it had: one such is enough, as each would cost somebody that time
   */
  failed(error: unknown, isSlow: boolean): void {
    this.#failures += isSlow ? this.#failuresToOpen : 1;
    this.#lastError = error;
    // Connections that were tried together fail together: while it is open, one more failure tells nothing new.
    if (this.#failures >= this.#failuresToOpen && this.state !== 'open') {
      this.#openUntil = this.#now() + this.#openMs * 2 ** this.#doublings;
      this.#doublings = Math.min(this.#doublings + 1, MOST_DOUBLINGS);
    }
  }
}
