/** Tells when calls wait and for a while not one of them has been answered: the API server may hang. */
export class SilenceWatch {
  readonly #silenceMs: number;
  readonly #onSilence: () => void;
  #calls = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { silenceMs: number; onSilence: () => void }) {
    this.#silenceMs = options.silenceMs;
    this.#onSilence = options.onSilence;
  }

  began(): void {
    this.#calls += 1;
    if (this.#calls === 1) {
      this.#listen();
    }
  }

  answered(): void {
    this.#timer?.refresh();
  }

  over(): void {
    this.#calls -= 1;
    if (this.#calls === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  #listen(): void {
    this.#timer = setTimeout(() => {
      this.#onSilence();
      this.#timer?.refresh();
    }, this.#silenceMs).unref();
  }
}
