import type {
  PipelineLogQuery,
  SkeCallOptions,
} from '@kratix-portal/plugin-ske-common';

/** The part of the `ske` API that logs need. `SkeClient` implements it. */
export interface LogTransport {
  readLogs(
    query: PipelineLogQuery,
    call?: SkeCallOptions,
  ): AsyncIterable<string>;
}

/** The clock and the timers, so that tests need no real time. */
export interface LogClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after this many milliseconds. Returns a function that cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The browser's clock. */
export const browserClock: LogClock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
