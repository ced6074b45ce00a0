import { EventEmitter, once } from 'node:events';
import type { SessionStore } from './SessionStore';

/** A session is listed for this time after its end. */
const LONGEST_MS = 10 * 60_000;
/**
 * The end of a session may be committed up to this time after its timestamp was read. So each list starts this time before `since`. A session that is listed
 * twice is closed only once.
 */
const COMMIT_MS = 5_000;
/** How often a waiting request looks for the ends of other replicas. */
const CHECK_MS = 1_000;
/** Shorter than the idle timeouts of usual proxies. */
const LONGEST_WAIT_MS = 25_000;

/** The ids of sessions that have ended, and the time of the database up to which the list is complete. */
export interface EndedList {
  ended: string[];
  now: number;
}

/**
 * Lists the sessions that have ended, for the streams of the `ske` backend. A request waits until a session ends, so that the `ske` backend
 * needs few requests.
 */
export class EndedSessions {
  readonly #store: SessionStore;
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #isStopped = false;

  constructor(options: { store: SessionStore }) {
    this.#store = options.store;
  }

  /** Called when a session has ended in this process. Waiting requests then get their response at once. */
  changed(): void {
    this.#changes.emit('changed');
  }

  /** Ends all waiting requests with a response. Called when the backend stops. */
  stop(): void {
    this.#isStopped = true;
    this.changed();
  }

  /**
   * Returns the sessions that have ended since a time, as soon as there are such sessions.
   *
   * @param options - `since` is `now` of the last call, `waitMs` the longest time to wait, and `signal` is aborted when the caller disconnects
   */
  async list(options: {
    since: number | undefined;
    waitMs: number;
    signal: AbortSignal;
  }): Promise<EndedList> {
    const { waitMs, signal } = options;
    const until = performance.now() + Math.min(waitMs, LONGEST_WAIT_MS);
    let { since } = options;
    for (;;) {
      const now = await this.#store.now();
      since ??= now;
      const from = Math.max(since, now - LONGEST_MS) - COMMIT_MS;
      const ended = await this.#store.listEndedSince(from);
      const restMs = until - performance.now();
      if (
        ended.length > 0 ||
        restMs <= 0 ||
        signal.aborted ||
        this.#isStopped
      ) {
        return { ended, now };
      }
      await this.#pause(Math.min(restMs, CHECK_MS), signal);
    }
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    // AbortSignal.timeout rejects fractions of a millisecond.
    const over = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(ms))]);
    await once(this.#changes, 'changed', { signal: over }).catch(() => {});
  }
}
