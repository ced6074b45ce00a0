import type { LogClock } from './LogTransport';

const CHECK_INTERVAL = 15_000;
/** A timer that fires later than this was suspended, because the computer slept. */
const SLEEP = 45_000;
/**
 * A connection over which nothing arrives for this long may be broken. A container that writes nothing is silent too, so the next limit is twice as
 * long.
 */
const FIRST_SILENCE = 60_000;
const LONGEST_SILENCE = 5 * 60_000;

/**
 * Notices a connection that may be broken. The text of a log has no heartbeat, and a connection can break without an error: during sleep, or in a
 * router that drops it.
 */
export class SilenceWatch {
  readonly #clock: LogClock;
  readonly #onSilence: () => void;
  #limit = FIRST_SILENCE;
  #lastArrival = 0;
  #lastCheck = 0;
  #cancel: () => void = () => {};

  constructor(clock: LogClock, onSilence: () => void) {
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** Must be called when a connection is opened. */
  start(): void {
    this.stop();
    this.#lastArrival = this.#clock.now();
    this.#lastCheck = this.#clock.now();
    this.#plan();
  }

  stop(): void {
    this.#cancel();
  }

  /** Must be called when something has arrived. */
  note(): void {
    this.#lastArrival = this.#clock.now();
  }

  /** Must be called when a new line has arrived. */
  reset(): void {
    this.#limit = FIRST_SILENCE;
  }

  /** Calls back if nothing has arrived for a while. Timers may have been suspended while the tab was hidden. */
  check(): void {
    const now = this.#clock.now();
    const hasSlept = now - this.#lastCheck > SLEEP;
    const isSilent = now - this.#lastArrival >= this.#limit;
    this.#lastCheck = now;
    this.#plan();
    if (hasSlept || isSilent) {
      this.#limit = Math.min(LONGEST_SILENCE, 2 * this.#limit);
      this.#onSilence();
    }
  }

  #plan(): void {
    this.#cancel();
    this.#cancel = this.#clock.after(CHECK_INTERVAL, () => this.check());
  }
}
