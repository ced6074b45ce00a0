/** The place of one subscription in {@link ListSlots}. It holds at most one slot. */
export class ListPlace {
  readonly #take: () => Promise<void>;
  readonly #release: () => void;
  #isHeld = false;

  constructor(take: () => Promise<void>, release: () => void) {
    this.#take = take;
    this.#release = release;
  }

  /** Resolves when the place holds a slot. */
  async take(): Promise<void> {
    if (!this.#isHeld) {
      this.#isHeld = true;
      await this.#take();
    }
  }

  release(): void {
    if (this.#isHeld) {
      this.#isHeld = false;
      this.#release();
    }
  }
}

/** Limits how many subscriptions of one stream list at the same time. */
export class ListSlots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(slots: number) {
    this.#free = slots;
  }

  /** Returns the place of one subscription, which holds no slot at first. */
  place(): ListPlace {
    return new ListPlace(
      async () => this.#take(),
      () => this.#release(),
    );
  }

  /** Ends all waits. Called when the stream ends. */
  close(): void {
    this.#free = Infinity;
    this.#waiting.splice(0).forEach(start => start());
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>(resolve => {
      this.#waiting.push(resolve);
    });
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#free += 1;
    }
  }
}
