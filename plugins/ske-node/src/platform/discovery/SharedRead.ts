import { CallScope } from '../connection/CallScope';
import type { Caller } from '../calls/PlatformCall';

// Somebody else's read is waited for so long, and then one's own is made: a read that hangs is then a matter of one user.
const JOIN_MS = 5_000;

interface SharedReadOptions<Value> {
  /** Reads as the caller; gets what was read last, so that it can ask whether that still holds. */
  read: (caller: Caller, last: Value | undefined) => Promise<Value>;
  now: () => number;
}

/**
 * Something that is the same for all users and is read as one of them (S25).
 *
 * Those who need it at the same time share one read. A read that fails is the failure of the user whose read it was: it is not kept, and the
 * others then read for themselves.
 */
export class SharedRead<Value> {
  readonly #options: SharedReadOptions<Value>;
  #last: { value: Value; readAt: number } | undefined;
  #underWay: Promise<Value> | undefined;
  #isDoubted = false;

  constructor(options: SharedReadOptions<Value>) {
    this.#options = options;
  }

  /** What was read last, if it is no older than this many milliseconds. */
  known(lifetimeMs: number): Value | undefined {
    return this.#last && this.#options.now() - this.#last.readAt < lifetimeMs
      ? this.#last.value
      : undefined;
  }

  /** What was read last turned out not to hold: it is to be read again by whoever needs it next. */
  doubt(): void {
    this.#isDoubted = true;
  }

  get isDoubted(): boolean {
    return this.#isDoubted;
  }

  /** Reads it, together with whoever is about to. */
  async refresh(caller: Caller): Promise<Value> {
    if (this.#underWay) {
      const shared = await this.#join(this.#underWay, caller);
      return shared ? shared.value : this.#read(caller);
    }
    this.#underWay = this.#read(caller);
    try {
      return await this.#underWay;
    } finally {
      this.#underWay = undefined;
    }
  }

  /** @returns undefined when the other's read failed, or takes long */
  async #join(
    underWay: Promise<Value>,
    caller: Caller,
  ): Promise<{ value: Value } | undefined> {
    let shared: { value: Value } | undefined;
    const scope = new CallScope(JOIN_MS, caller.signal);
    const over = underWay.then(
      value => {
        shared = { value };
      },
      () => {
        // It befell another user, who is told. This one now reads as themselves.
      },
    );
    await scope.pause(JOIN_MS, over);
    scope.end();
    caller.signal?.throwIfAborted();
    return shared;
  }

  async #read(caller: Caller): Promise<Value> {
    const value = await this.#options.read(caller, this.#last?.value);
    this.#last = { value, readAt: this.#options.now() };
    this.#isDoubted = false;
    return value;
  }
}
