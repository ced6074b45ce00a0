import type { Caller } from '../calls/PlatformCall';
import { CallScope } from '../connection/CallScope';

// How long a caller waits for the read of another user. After this time the caller reads by itself, so that a read that hangs affects only one user.
const JOIN_MS = 5_000;

interface SharedReadOptions<Value> {
  /** Reads as the caller. `last` is the previous value, for a conditional request. */
  read: (caller: Caller, last: Value | undefined) => Promise<Value>;
  now: () => number;
}

/**
 * Caches a value that is the same for all users and is read with the identity of one of them (S25).
 *
 * Callers that need the value at the same time share one read. A failure is returned only to the caller whose identity was used, and is not cached; the other
 * callers then read by themselves.
 */
export class SharedRead<Value> {
  readonly #options: SharedReadOptions<Value>;
  #last: { value: Value; readAt: number } | undefined;
  #pending: Promise<Value> | undefined;
  #isStale = false;

  constructor(options: SharedReadOptions<Value>) {
    this.#options = options;
  }

  /** The cached value, if it is younger than this many milliseconds. */
  cached(lifetimeMs: number): Value | undefined {
    return this.#last && this.#options.now() - this.#last.readAt < lifetimeMs
      ? this.#last.value
      : undefined;
  }

  /** Marks the cached value as outdated; the next caller reads again. */
  invalidate(): void {
    this.#isStale = true;
  }

  get isStale(): boolean {
    return this.#isStale;
  }

  /** Reads the value, or joins a read that is under way. */
  async refresh(caller: Caller): Promise<Value> {
    if (this.#pending) {
      const shared = await this.#join(this.#pending, caller);
      return shared ? shared.value : this.#read(caller);
    }
    this.#pending = this.#read(caller);
    try {
      return await this.#pending;
    } finally {
      this.#pending = undefined;
    }
  }

  /** @returns undefined when the other caller's read failed, or takes too long */
  async #join(
    pending: Promise<Value>,
    caller: Caller,
  ): Promise<{ value: Value } | undefined> {
    let shared: { value: Value } | undefined;
    const scope = new CallScope(JOIN_MS, caller.signal);
    const settled = pending.then(
      value => {
        shared = { value };
      },
      () => {
        // The caller of that read gets the error; this caller reads by itself.
      },
    );
    await scope.pause(JOIN_MS, settled);
    scope.end();
    caller.signal?.throwIfAborted();
    return shared;
  }

  async #read(caller: Caller): Promise<Value> {
    const value = await this.#options.read(caller, this.#last?.value);
    this.#last = { value, readAt: this.#options.now() };
    this.#isStale = false;
    return value;
  }
}
