const WINDOW_MS = 60_000;
const MOST_CALLERS = 10_000;

interface Window {
  endsAt: number;
  refusedSince: number;
}

/** Limits the events of refused calls to one a minute for each caller, so that no caller can fill the audit log. */
export class RefusalWindows {
  readonly #windows = new Map<string, Window>();

  /** Returns `undefined` if this refusal gets no event. Otherwise returns the number of refusals without an event since the last event. */
  enter(caller: string): { refusedSince: number } | undefined {
    const now = performance.now();
    const last = this.#windows.get(caller);
    if (last && now < last.endsAt) {
      last.refusedSince += 1;
      return undefined;
    }
    if (this.#windows.size >= MOST_CALLERS) {
      this.#windows.clear();
    }
    this.#windows.set(caller, { endsAt: now + WINDOW_MS, refusedSince: 0 });
    return { refusedSince: last?.refusedSince ?? 0 };
  }
}
