import type { LiveEnvironment } from './LiveEnvironment';

/** Schedules a call. A call that is scheduled again is made once, at the earliest of its times. */
export class PlannedCall {
  readonly #environment: LiveEnvironment;
  readonly #call: () => void;
  #at: number | undefined;
  #notBefore = 0;
  #cancelTimer: () => void = () => {};

  constructor(environment: LiveEnvironment, call: () => void) {
    this.#environment = environment;
    this.#call = call;
  }

  get isPlanned(): boolean {
    return this.#at !== undefined;
  }

  in(milliseconds: number): void {
    const now = this.#environment.now();
    const at = Math.max(now + milliseconds, this.#notBefore);
    if (this.#at !== undefined && this.#at <= at) {
      return;
    }
    this.cancel();
    this.#at = at;
    this.#cancelTimer = this.#environment.after(at - now, () => {
      this.#at = undefined;
      this.#call();
    });
  }

  /** Calls that are scheduled after this wait at least until the given time. */
  holdUntil(time: number): void {
    this.#notBefore = time;
  }

  cancel(): void {
    this.#cancelTimer();
    this.#at = undefined;
  }
}
