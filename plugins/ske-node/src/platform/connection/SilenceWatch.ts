/** Calls back when no pending call has received a response for a while, because the API server may hang. */
export class SilenceWatch {
  readonly #silenceMs: number;
  readonly #onSilence: () => void;
  #calls = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { silenceMs: number; onSilence: () => void }) {
    this.#silenceMs = options.silenceMs;
    this.#onSilence = options.onSilence;
  }

  callStarted(): void {
    this.#calls += 1;
    if (this.#calls === 1) {
      this.#startTimer();
    }
  }

  responseReceived(): void {
    this.#timer?.refresh();
  }

  callEnded(): void {
    this.#calls -= 1;
    if (this.#calls === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  #startTimer(): void {
    this.#timer = setTimeout(() => {
      this.#onSilence();
      this.#timer?.refresh();
    }, this.#silenceMs).unref();
  }
}
