import { SkeError } from '@kratix-portal/plugin-ske-common';

/** How long to wait after failures. */
export interface BackoffOptions {
  firstMs: number;
  longestMs: number;
}

const DEFAULTS: BackoffOptions = { firstMs: 500, longestMs: 30_000 };

/** Doubles the pause after each failure. A part of the pause is random, so that many watches and replicas do not retry at the same moment. */
export class Backoff {
  readonly #options: BackoffOptions;
  #failures = 0;

  constructor(options: Partial<BackoffOptions> = {}) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Failures since the last success. */
  get failures(): number {
    return this.#failures;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /**
   * Counts a failure.
   *
   * @returns how many milliseconds to wait: at least the `Retry-After` of the API server
   */
  failed(error: unknown): number {
    const { firstMs, longestMs } = this.#options;
    const full = Math.min(longestMs, firstMs * 2 ** this.#failures);
    this.#failures += 1;
    const retryAfterSeconds = SkeError.is(error)
      ? (error.retryAfterSeconds ?? 0)
      : 0;
    return Math.max(full * (0.5 + Math.random() / 2), retryAfterSeconds * 1000);
  }
}
