import type { Clock } from '../cluster/Clock';

/** A clock whose time passes only by `advance`: a pause lasts until the test has advanced the clock far enough. */
export class ManualClock implements Clock {
  readonly #pending = new Set<{ until: number; end: () => void }>();
  #now = 0;

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const pause of this.#pending) {
      if (pause.until <= this.#now) {
        pause.end();
      }
    }
  }

  async pause(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0 || signal.aborted) {
      return;
    }
    await new Promise<void>(resolve => {
      const pause = {
        until: this.#now + ms,
        end: () => {
          this.#pending.delete(pause);
          signal.removeEventListener('abort', pause.end);
          resolve();
        },
      };
      this.#pending.add(pause);
      signal.addEventListener('abort', pause.end);
    });
  }
}
