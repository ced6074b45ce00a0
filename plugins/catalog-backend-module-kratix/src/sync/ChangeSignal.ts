import { createDeferred } from '@backstage/types';

/** Wakes whoever waits for a change; one that comes while nobody waits is not lost. */
export class ChangeSignal {
  #isSet = false;
  #wake: (() => void) | undefined;

  set(): void {
    this.#isSet = true;
    this.#wake?.();
  }

  /** Resolves after a change, after the time, or when the signal is aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#isSet && !signal.aborted) {
      const woken = createDeferred();
      const wake = () => woken.resolve();
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake, { once: true });
      this.#wake = wake;
      await woken;
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      this.#wake = undefined;
    }
    this.#isSet = false;
  }
}
