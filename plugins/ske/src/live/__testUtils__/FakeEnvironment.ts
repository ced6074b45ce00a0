import type { LiveEnvironment } from '../store/LiveEnvironment';

interface Timer {
  at: number;
  callback: () => void;
}

/** A browser whose clock a test moves. Promises settle between two timers, as they do in a browser. */
export class FakeEnvironment implements LiveEnvironment {
  #now: number;
  #isHidden = false;
  readonly #timers = new Set<Timer>();
  readonly #visibilityListeners = new Set<() => void>();
  readonly #onlineListeners = new Set<() => void>();
  readonly #offlineListeners = new Set<() => void>();
  /** What {@link FakeEnvironment.random} returns. */
  nextRandom: () => number = () => 0.5;

  constructor(now = Date.parse('2026-11-29T10:00:00Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  random(): number {
    return this.nextRandom();
  }

  isHidden(): boolean {
    return this.#isHidden;
  }

  onVisibilityChange(callback: () => void): () => void {
    this.#visibilityListeners.add(callback);
    return () => this.#visibilityListeners.delete(callback);
  }

  onOnline(callback: () => void): () => void {
    this.#onlineListeners.add(callback);
    return () => this.#onlineListeners.delete(callback);
  }

  onOffline(callback: () => void): () => void {
    this.#offlineListeners.add(callback);
    return () => this.#offlineListeners.delete(callback);
  }

  /** Timers that have not run, and listeners: zero when everything has been cleaned up. */
  get leftovers(): number {
    return (
      this.#timers.size +
      this.#visibilityListeners.size +
      this.#onlineListeners.size +
      this.#offlineListeners.size
    );
  }

  setHidden(isHidden: boolean): void {
    this.#isHidden = isHidden;
    [...this.#visibilityListeners].forEach(callback => callback());
  }

  goOnline(): void {
    [...this.#onlineListeners].forEach(callback => callback());
  }

  goOffline(): void {
    [...this.#offlineListeners].forEach(callback => callback());
  }

  /** Moves the clock, and runs the timers that are due by then in their order. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = [...this.#timers]
        .filter(({ at }) => at <= end)
        .sort((one, other) => one.at - other.at)[0];
      if (!next) {
        break;
      }
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** Simulates the sleep of the computer: the clock moves, and no timer runs until the computer wakes up. */
  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await this.advance(0);
  }
}

/** Lets all promises settle that need no timer. */
async function settle(): Promise<void> {
  for (let round = 0; round < 300; round++) {
    await Promise.resolve();
  }
}
