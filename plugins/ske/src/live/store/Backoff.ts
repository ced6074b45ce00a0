const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** The delay before the next attempt: it doubles from one second to half a minute, and is shortened at random so that tabs do not retry together. */
export class Backoff {
  #failures = 0;
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  next(): number {
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures++;
    return Math.round(longest * (0.5 + this.#random() / 2));
  }

  reset(): void {
    this.#failures = 0;
  }
}
