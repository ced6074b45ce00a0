import type { Clock } from '../cluster/Clock';

/**
 * A clock whose time passes only by `advance` and by pauses. Each pause ends immediately and is recorded, so a test sees for how long
 * the code wanted to wait, and does not depend on the speed of the machine.
 */
export class FakeClock implements Clock {
  /** Every pause, in milliseconds. */
  readonly pauses: number[] = [];
  #now = 0;

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  async pause(ms: number, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) {
      this.pauses.push(ms);
      this.advance(ms);
    }
  }
}
