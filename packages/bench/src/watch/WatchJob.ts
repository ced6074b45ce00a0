/** A job for the process that opens the watches. */
export type WatchJob =
  | {
      do: 'open';
      url: string;
      token: string;
      watches: number;
      /** Set if a stream has many subscriptions. The next stream is opened when all of them are synced. */
      many?: { subscriptions: number; body: string };
    }
  | { do: 'report' };

/** The events of all watches. */
export interface WatchReport {
  open: number;
  /** For each event, the first one first, and for each watch that has it: milliseconds from before its write until it was read. */
  delaysMs: number[][];
  /** For each watch: the number of different events. */
  eventsOfEach: number[];
  /** The number of streams that the backend ended. */
  ended: number;
}

/** The text that is written into the watched object: the number of the event and the time of the write. */
export function eventText(sequence: number, sentAt: number): string {
  return `bench-event-${sequence}-${sentAt}-end`;
}

export const EVENT_PATTERN = /bench-event-(\d+)-(\d+)-end/g;
