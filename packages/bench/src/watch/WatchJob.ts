/** What the process of the watchers is asked for. */
export type WatchJob =
  | { do: 'open'; url: string; token: string; watches: number }
  | { do: 'report' };

/** What all watchers together have seen. */
export interface WatchReport {
  open: number;
  /** For each event of each watcher: milliseconds from before it was written until it was read. */
  delaysMs: number[];
  /** For each watcher: how many different events. */
  eventsOfEach: number[];
  /** Streams that ended by themselves. */
  ended: number;
}

/** What is written into the watched object: the number of the event and when it was sent. */
export function eventText(sequence: number, sentAt: number): string {
  return `bench-event-${sequence}-${sentAt}-end`;
}

export const EVENT_PATTERN = /bench-event-(\d+)-(\d+)-end/g;
