import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SessionEnds } from './SessionTokens';

/**
 * The shortest time between two requests. Without it the requests could follow each other without a pause, because the auth backend responds at once if a session
 * ended within the last seconds. S16: streams of a session that ends at another replica are closed within five seconds.
 */
const PAUSE_MS = 2_000;

type Listener = () => void;

/**
 * Asks the auth backend which sessions have ended, while at least one session is in use in this process. The auth backend responds when a session ends, or after
 * some time. A user may sign out at any replica of the auth backend, and the replicas of the `ske` backend learn of the sign-out only from these requests.
 */
export class SessionEndWatcher {
  readonly #ends: SessionEnds;
  readonly #logger: Pick<LoggerService, 'warn'> | undefined;
  readonly #pauseMs: number;
  readonly #listeners = new Map<string, Set<Listener>>();
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #since: number | undefined;
  #hasFailed = false;

  constructor(options: {
    ends: SessionEnds;
    logger?: Pick<LoggerService, 'warn'>;
    pauseMs?: number;
  }) {
    this.#ends = options.ends;
    this.#logger = options.logger;
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
  }

  /** Calls the listener once when the session ends. Returns a function that removes the listener. */
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

  /** Stops the requests. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(afterMs = 0): void {
    if (
      this.#timer === undefined &&
      !this.#isAsking &&
      this.#listeners.size > 0
    ) {
      this.#timer = setTimeout(() => void this.#ask(), afterMs);
      this.#timer.unref();
    }
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    this.#isAsking = true;
    const begin = performance.now();
    let pauseMs = this.#pauseMs;
    try {
      const { ended, now } = await this.#ends(this.#since);
      this.#since = now;
      this.#hasFailed = false;
      ended.forEach(sessionId => this.#ended(sessionId));
      if (ended.length === 0) {
        pauseMs -= performance.now() - begin;
      }
    } catch {
      if (!this.#hasFailed) {
        this.#hasFailed = true;
        this.#logger?.warn(
          'The auth backend did not say which sessions have ended. Until it does, the streams of an ended session stay open until their token expires.',
        );
      }
    }
    this.#isAsking = false;
    this.#schedule(Math.max(0, pauseMs));
  }

  #ended(sessionId: string): void {
    const listeners = this.#listeners.get(sessionId);
    this.#listeners.delete(sessionId);
    listeners?.forEach(listener => listener());
  }
}
