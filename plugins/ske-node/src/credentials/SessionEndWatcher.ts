import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SessionEnds } from './SessionTokens';

/** S16: streams of a session that ends at another replica are closed within five seconds. */
const POLL_MS = 2_000;

type Listener = () => void;

/**
 * Asks the auth backend every two seconds which sessions have ended, while at least one session is in use here. A sign-out may reach any replica, and
 * nothing else connects the replicas of the auth backend with those of the `ske` backend.
 */
export class SessionEndWatcher {
  readonly #ends: SessionEnds;
  readonly #logger: Pick<LoggerService, 'warn'> | undefined;
  readonly #pollMs: number;
  readonly #listeners = new Map<string, Set<Listener>>();
  #timer: NodeJS.Timeout | undefined;
  #since: number | undefined;
  #hasFailed = false;

  constructor(options: {
    ends: SessionEnds;
    logger?: Pick<LoggerService, 'warn'>;
    pollMs?: number;
  }) {
    this.#ends = options.ends;
    this.#logger = options.logger;
    this.#pollMs = options.pollMs ?? POLL_MS;
  }

  /** Calls the listener once when the session ends. Returns a function that removes it. */
  follow(sessionId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(sessionId) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(sessionId, listeners);
    this.#schedule();
    return () => {
      listeners.delete(listener);
      if (
        listeners.size === 0 &&
        this.#listeners.get(sessionId) === listeners
      ) {
        this.#listeners.delete(sessionId);
      }
      if (this.#listeners.size === 0) {
        this.stop();
      }
    };
  }

  /** Stops asking. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    if (this.#timer === undefined && this.#listeners.size > 0) {
      this.#timer = setTimeout(() => void this.#poll(), this.#pollMs);
      this.#timer.unref();
    }
  }

  async #poll(): Promise<void> {
    try {
      const { ended, now } = await this.#ends(this.#since);
      this.#since = now;
      this.#hasFailed = false;
      ended.forEach(sessionId => this.#ended(sessionId));
    } catch {
      if (!this.#hasFailed) {
        this.#hasFailed = true;
        this.#logger?.warn(
          'The auth backend did not say which sessions have ended. Until it does, streams of an ended session end with their token.',
        );
      }
    }
    this.#timer = undefined;
    this.#schedule();
  }

  #ended(sessionId: string): void {
    const listeners = this.#listeners.get(sessionId);
    this.#listeners.delete(sessionId);
    listeners?.forEach(listener => listener());
  }
}
