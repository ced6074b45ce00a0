import { setTimeout as delay } from 'node:timers/promises';
import { SkeError } from '@kratix-portal/plugin-ske-common';

/** How long to wait after failures. */
export interface BackoffOptions {
  firstMs: number;
  longestMs: number;
}

const DEFAULTS: BackoffOptions = { firstMs: 500, longestMs: 30_000 };

/** Waits longer after each failure, by a random share, so that many watches and replicas do not come back together. */
export class Backoff {
  readonly #options: BackoffOptions;
  #failures = 0;

  constructor(options: Partial<BackoffOptions> = {}) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Since the last success. */
  get failures(): number {
    return this.#failures;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Counts a failure, and says how long to wait: at least as long as the API server asked for. */
  failed(error: unknown): number {
    const { firstMs, longestMs } = this.#options;
    const full = Math.min(longestMs, firstMs * 2 ** this.#failures);
    this.#failures += 1;
    const asked = SkeError.is(error) ? (error.retryAfterSeconds ?? 0) : 0;
    return Math.max(full * (0.5 + Math.random() / 2), asked * 1000);
  }
}

/** Resolves early when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
