import type { LiveEnvironment } from '../store/LiveEnvironment';

/** One timer for all ages on the page. It stops while the tab is hidden. */
export class Ticker {
  readonly #environment: LiveEnvironment;
  readonly #listeners = new Map<() => void, number>();
  #cancel: (() => void) | undefined;
  /** The interval of the timer that runs. */
  #planned = Infinity;
  #stopListening: (() => void) | undefined;

  constructor(environment: LiveEnvironment) {
    this.#environment = environment;
  }

  /** The time, rounded down to a multiple of `everySeconds`. */
  now(everySeconds: number): number {
    const step = everySeconds * 1_000;
    return Math.floor(this.#environment.now() / step) * step;
  }

  subscribe(everySeconds: number, listener: () => void): () => void {
    this.#listeners.set(listener, everySeconds);
    this.#stopListening ??= this.#environment.onVisibilityChange(() =>
      this.#tick(),
    );
    // A table mounts 50 ages at once.
    if (!this.#cancel || everySeconds < this.#planned) {
      this.#plan();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#cancel?.();
        this.#cancel = undefined;
        this.#stopListening?.();
        this.#stopListening = undefined;
      }
    };
  }

  #plan(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#environment.isHidden() || this.#listeners.size === 0) {
      return;
    }
    this.#planned = Math.min(...this.#listeners.values());
    const step = this.#planned * 1_000;
    const rest = step - (this.#environment.now() % step);
    this.#cancel = this.#environment.after(rest, () => this.#tick());
  }

  #tick(): void {
    // A listener causes a rendering only if its own rounded time has changed.
    [...this.#listeners.keys()].forEach(listener => listener());
    this.#plan();
  }
}
