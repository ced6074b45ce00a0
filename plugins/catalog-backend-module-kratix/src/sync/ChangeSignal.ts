import { systemClock, type Clock } from '../cluster/Clock';

/** Wakes the sync after a change. A change between two waits is not lost: the next wait returns immediately. */
export class ChangeSignal {
  readonly #clock: Clock;
  #isSet = false;
  #wake: (() => void) | undefined;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  set(): void {
    this.#isSet = true;
    this.#wake?.();
  }

  /** Resolves after a change, after the time, or when the signal is aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#isSet && !signal.aborted) {
      const woken = new AbortController();
      this.#wake = () => woken.abort();
      await this.#clock.pause(ms, AbortSignal.any([woken.signal, signal]));
      this.#wake = undefined;
    }
    this.#isSet = false;
  }
}
