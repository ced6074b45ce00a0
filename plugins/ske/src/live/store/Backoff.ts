import type { LiveEnvironment } from './LiveEnvironment';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** The delay before the next attempt: it doubles from one second to half a minute, and is shortened at random so that tabs do not retry together. */
export class Backoff {
  readonly #environment: LiveEnvironment;
  #failures = 0;

  constructor(environment: LiveEnvironment) {
    this.#environment = environment;
  }

  next(): number {
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures++;
    return Math.round(longest * (0.5 + this.#environment.random() / 2));
  }

  reset(): void {
    this.#failures = 0;
  }
}
