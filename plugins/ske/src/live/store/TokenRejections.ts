import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { kindOfFailure, type FailureKind } from './readFailure';

/** An API server that has just started rejects every token until it has the issuer's keys. The API server asks for these keys every ten seconds. */
const PATIENCE_MS = 30_000;
/** Fewer rejections than these can come from one old token and its replacement. */
const FEWEST = 3;
/** A rejection this long after the previous one counts as a new problem. */
const FORGET_MS = 2 * 60_000;

/**
 * Decides when rejected tokens mean that the user must sign in again: when fresh tokens were rejected for half a minute, whichever calls they were sent
 * with. One attempt may carry many rejections, because a stream reports a rejection for each of its subscriptions.
 */
export class TokenRejections {
  readonly #now: () => number;
  /** Increases with each rejected attempt. */
  #generation = 0;
  #count = 0;
  #first = 0;
  #last = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether the latest rejection is the first one, so that a fresh token may solve the problem. */
  get isFirst(): boolean {
    return this.#count <= 1;
  }

  /** Starts an attempt. Its token is fresh for all rejections so far. */
  begin(): number {
    return this.#generation;
  }

  /** Records that the cluster accepted the token of an attempt. An attempt that started before a rejection shows nothing about later tokens. */
  accept(attempt: number): void {
    if (attempt === this.#generation) {
      this.reset();
    }
  }

  /** Records that the portal or the cluster rejected the token of an attempt. Returns whether the user must sign in again. */
  reject(attempt: number): boolean {
    if (attempt === this.#generation) {
      const now = this.#now();
      if (now - this.#last > FORGET_MS) {
        this.reset();
      }
      this.#generation++;
      this.#count++;
      this.#first = this.#count === 1 ? now : this.#first;
      this.#last = now;
    }
    return this.#count >= FEWEST && this.#last - this.#first >= PATIENCE_MS;
  }

  /** What the store does after a failed attempt: {@link kindOfFailure}, and `signed-out` in place of `token` after enough rejections. */
  kindOf(error: SkeError, attempt: number): FailureKind {
    const kind = kindOfFailure(error);
    return kind === 'token' && this.reject(attempt) ? 'signed-out' : kind;
  }

  /** Starts again, because the user or the browser requests another attempt. */
  reset(): void {
    this.#count = 0;
  }
}
