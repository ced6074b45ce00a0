import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { Backoff } from '../store/Backoff';
import type { LiveStore } from '../store/LiveStore';
import { toSkeError, type FailureKind } from '../store/readFailure';
import type { Fetched, LiveQuery } from '../objects/types';
import { FollowedCollections, type Followed } from './FollowedCollections';

/** The status of an object often changes several times within a second. */
const BETWEEN_READS_MS = 2_000;
/** After a failure the value is read again after this time, or when the object changes. */
const FAILURE_RETRY_MS = 30_000;

/** How a value is read. */
export interface ReadOptions<T> {
  read(signal: AbortSignal): Promise<T>;
  /** The collections whose changes make the value old. */
  follows?(value: T): readonly LiveQuery[];
  /** The delay after which the value is read again even without a change. Absent if the value is read again only after a change. */
  refreshAfter?(value: T, followed: Followed): number | undefined;
}

/** One value that is read once for all components that show it. It is read again when the object that it belongs to changes. */
export class Read<T> {
  readonly #store: LiveStore;
  readonly #options: ReadOptions<T>;
  readonly #listeners = new Set<() => void>();
  readonly #onIdle: () => void;
  /** The delays after rejected tokens. */
  readonly #backoff: Backoff;
  readonly #followed: FollowedCollections;
  #wasLive = false;
  #snapshot: Fetched<T>;
  #revision: string | undefined;
  #lastStart = Number.NEGATIVE_INFINITY;
  #controller: AbortController | undefined;
  /** A read is due as soon as the tab is shown or the user has signed in. */
  #isDue = true;
  #cancelPlan: () => void = () => {};
  #stopListening: () => void = () => {};

  constructor(options: {
    store: LiveStore;
    read: ReadOptions<T>;
    onIdle: () => void;
  }) {
    this.#store = options.store;
    this.#options = options.read;
    this.#onIdle = options.onIdle;
    this.#backoff = new Backoff(options.store.environment);
    this.#followed = new FollowedCollections(options.store, () =>
      this.#onFollowedChange(),
    );
    this.#snapshot = { isLoading: true, refresh: this.refresh };
  }

  get snapshot(): Fetched<T> {
    return this.#snapshot;
  }

  readonly refresh = (): void => {
    this.#isDue = true;
    this.#planIn(0);
  };

  subscribe(listener: () => void): () => void {
    if (this.#listeners.size === 0) {
      this.#stopListening = this.#store.onResume(() => {
        if (this.#isDue || this.#snapshot.error) {
          this.refresh();
        }
      });
      this.#planIn(0);
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#stop();
      }
    };
  }

  /** Reads again if the object has another resourceVersion than before. */
  noteRevision(revision: string | undefined): void {
    if (revision === undefined || revision === this.#revision) {
      return;
    }
    const isFirst = this.#revision === undefined;
    this.#revision = revision;
    // The first revision belongs to the first read.
    if (!isFirst || this.#snapshot.value !== undefined) {
      this.refresh();
    }
  }

  #stop(): void {
    this.#stopListening();
    this.#followed.follow([]);
    this.#cancelPlan();
    this.#controller?.abort();
    this.#controller = undefined;
    this.#isDue = true;
    this.#onIdle();
  }

  #planIn(delay: number): void {
    this.#cancelPlan();
    const { environment } = this.#store;
    const rest = this.#lastStart + BETWEEN_READS_MS - environment.now();
    this.#cancelPlan = environment.after(Math.max(delay, rest, 0), () =>
      this.#start(),
    );
  }

  async #start(): Promise<void> {
    if (this.#listeners.size === 0) {
      return;
    }
    if (this.#controller) {
      // The running read may have missed the change, so another read follows it.
      this.#isDue = true;
      return;
    }
    if (!this.#store.mayRead) {
      this.#isDue = true;
      this.#showSignedOut();
      return;
    }
    const controller = new AbortController();
    this.#controller = controller;
    this.#isDue = false;
    this.#lastStart = this.#store.environment.now();
    this.#set({ ...this.#snapshot, isLoading: true });
    this.#followed.see();
    const attempt = this.#store.rejections.begin();
    try {
      const value = await this.#options.read(controller.signal);
      this.#store.rejections.accept(attempt);
      this.#succeed(value, controller);
    } catch (error) {
      this.#fail(toSkeError(error), { controller, attempt });
    }
  }

  #succeed(value: T, controller: AbortController): void {
    if (this.#controller !== controller) {
      return;
    }
    this.#controller = undefined;
    this.#backoff.reset();
    const asOf = this.#store.environment.now();
    this.#set({ value, asOf, isLoading: false, refresh: this.refresh });
    this.#followed.follow(this.#options.follows?.(value) ?? []);
    if (this.#isDue || this.#followed.hasChanged) {
      this.refresh();
    } else {
      this.#planRefresh(value);
    }
  }

  #planRefresh(value: T): void {
    this.#wasLive = this.#followed.isLive;
    const delay = this.#options.refreshAfter?.(value, this.#followed);
    if (delay !== undefined) {
      this.#planIn(delay);
    }
  }

  #onFollowedChange(): void {
    const { value, error } = this.#snapshot;
    if (this.#followed.hasChanged) {
      this.refresh();
    } else if (
      this.#followed.isLive !== this.#wasLive &&
      !this.#isDue &&
      value !== undefined &&
      error === undefined
    ) {
      this.#planRefresh(value);
    }
  }

  #fail(
    error: SkeError,
    run: { controller: AbortController; attempt: number },
  ): void {
    if (this.#controller !== run.controller) {
      return;
    }
    this.#controller = undefined;
    this.#set({ ...this.#snapshot, error, isLoading: false });
    const kind = this.#store.noteFailure(error, run.attempt);
    if (kind !== 'signed-out') {
      const asked = (error.retryAfterSeconds ?? 0) * 1_000;
      this.#planIn(Math.max(asked, this.#retryDelay(kind)));
    }
  }

  #retryDelay(kind: FailureKind): number {
    if (kind === 'token') {
      return this.#backoff.next();
    }
    return this.#isDue ? 0 : FAILURE_RETRY_MS;
  }

  #showSignedOut(): void {
    const { isSignedOut, connection } = this.#store;
    if (isSignedOut) {
      const { error } = connection;
      this.#set({ ...this.#snapshot, error, isLoading: false });
    }
  }

  #set(snapshot: Fetched<T>): void {
    this.#snapshot = snapshot;
    [...this.#listeners].forEach(listener => listener());
  }
}
