import {
  SkeError,
  type PipelineLogQuery,
} from '@kratix-portal/plugin-ske-common';
import type { LogClock, LogTransport } from '../source/LogTransport';

/** A clock that only moves when a test moves it. */
export class FakeClock implements LogClock {
  #now: number;
  #timers: { at: number; callback: () => void }[] = [];

  constructor(now = Date.parse('2026-08-01T10:00:00Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(each => each !== timer);
    };
  }

  /** Simulates the sleep of the computer: the clock moves, and the timers that are due run when the computer wakes up. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
    this.advance(0);
  }

  /** Moves the clock, and calls the timers that are due in their order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = this.#timers
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at)[0];
      if (!due) {
        break;
      }
      this.#timers = this.#timers.filter(each => each !== due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
    }
    this.#now = end;
  }
}

/** How many bytes of one response arrive before the response is cut. If undefined, the whole response arrives. */
export type Cut = (bytes: number) => number | undefined;

/** Serves one container's log as a kubelet does: with a time before each line, and starting at a whole second. */
export class FakeKubelet implements LogTransport {
  /** The lines, each with its time. */
  written: { time: string; text: string }[] = [];
  /** The lines of the previous attempt, as long as the kubelet keeps them. */
  previous: { time: string; text: string }[] | undefined;
  /** Whether the container has ended, so that a follower's log ends by itself. */
  hasEnded = false;
  /** Thrown in place of the next response. */
  nextError: SkeError | undefined;
  cut: Cut = () => undefined;
  chunkSize = 7;
  readonly queries: PipelineLogQuery[] = [];
  readonly #clock: FakeClock;
  /** Milliseconds by which the clock of the node is ahead. */
  readonly #skew: number;

  constructor(clock: FakeClock, skew = 0) {
    this.#clock = clock;
    this.#skew = skew;
  }

  write(text: string, nanoseconds = 0): void {
    const seconds = new Date(this.#clock.now() + this.#skew)
      .toISOString()
      .slice(0, 19);
    const fraction = String(nanoseconds).padStart(9, '0').replace(/0+$/, '');
    this.written.push({
      time: fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`,
      text,
    });
  }

  /** Starts the container again: its log is empty, and its last log becomes the previous log. */
  restart(): void {
    this.previous = this.written;
    this.written = [];
  }

  async *readLogs(
    query: PipelineLogQuery,
    call?: { signal?: AbortSignal },
  ): AsyncGenerator<string, void, undefined> {
    this.queries.push(query);
    const error = this.nextError;
    this.nextError = undefined;
    if (error) {
      throw error;
    }
    const lines = query.previous ? this.previous : this.written;
    if (!lines) {
      throw new SkeError({
        code: 'logs-gone',
        message: 'previous terminated container not found',
        hint: 'x',
      });
    }
    const text = this.#textSince(lines, query.sinceSeconds);
    const bytes = new TextEncoder().encode(text);
    if (query.previous) {
      yield text;
      return;
    }
    const end = this.cut(bytes.length);
    const decoder = new TextDecoder();
    for (
      let start = 0;
      start < (end ?? bytes.length);
      start += this.chunkSize
    ) {
      const stop = Math.min(start + this.chunkSize, end ?? bytes.length);
      yield decoder.decode(bytes.slice(start, stop), { stream: true });
    }
    if (end === undefined && this.hasEnded) {
      return;
    }
    if (end === undefined) {
      await aborted(call?.signal);
    }
    throw new SkeError({ code: 'cluster-error', message: 'cut', hint: 'x' });
  }

  #textSince(
    lines: readonly { time: string; text: string }[],
    sinceSeconds: number | undefined,
  ): string {
    const since =
      sinceSeconds === undefined
        ? -Infinity
        : Math.floor((this.#clock.now() + this.#skew) / 1000) - sinceSeconds;
    return lines
      .filter(({ time }) => Date.parse(time) / 1000 >= since)
      .map(({ time, text }) => `${time} ${text}\n`)
      .join('');
  }
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve =>
    signal?.addEventListener('abort', () => resolve()),
  );
}
