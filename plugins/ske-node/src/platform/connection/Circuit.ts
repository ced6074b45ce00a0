/** `closed`: calls are sent. `open`: calls fail at once. `half-open`: calls are sent as soon as a probe has connected. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** `openMs` doubles with each failed probe, this many times at most: the circuit stays open for up to four times `openMs`. */
const MAX_DOUBLINGS = 2;

/**
 * Makes calls fail at once while no connection to the API server can be opened.
 *
 * Only failed attempts to connect open the circuit. A response with an error, or a slow response, never opens it: a single user could cause such a response, and
 * the open circuit would block all users.
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

  /** The most recent failure to connect, while there is one. */
  get lastError(): unknown {
    return this.#lastError;
  }

  /** Called when a connection was opened, or a response arrived. */
  reached(): void {
    if (this.#failures > 0) {
      this.#failures = 0;
      this.#doublings = 0;
      this.#openUntil = undefined;
      this.#lastError = undefined;
    }
  }

  /**
   * Called when an attempt to connect failed.
   *
   * @param isSlow - whether the attempt ended at its time-out. A single such failure opens the circuit, because each further attempt would make a caller wait for
   *   the full time-out
   */
  failed(error: unknown, isSlow: boolean): void {
    this.#failures += isSlow ? this.#failuresToOpen : 1;
    this.#lastError = error;
    // Parallel attempts fail together. While the circuit is open, further failures of the same batch must not extend the time for which it is open.
    if (this.#failures >= this.#failuresToOpen && this.state !== 'open') {
      this.#openUntil = this.#now() + this.#openMs * 2 ** this.#doublings;
      this.#doublings = Math.min(this.#doublings + 1, MAX_DOUBLINGS);
    }
  }
}
