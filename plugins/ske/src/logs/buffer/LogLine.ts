/** An unusually long line costs as much as the whole page, so the rest of it is left out. */
export const MAX_LINE_CHARACTERS = 20_000;

/** One line of a container's log. */
export interface LogLine {
  /** Counts from 1. Lines keep their numbers when earlier lines are removed, so a link to a line stays right. */
  readonly number: number;
  /** RFC 3339 with nanoseconds, from the kubelet. Empty where the line has no timestamp. */
  readonly time: string;
  /** Without the line break. May contain control characters of terminals. */
  readonly text: string;
}

/** A remark of ours between two lines. */
export interface LogMark {
  /** The mark stands after the line with this number; 0 is the start of the log. */
  readonly after: number;
  readonly kind: 'interrupted' | 'resumed' | 'lines-missing' | 'removed';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The number of removed lines, for `removed`. */
  readonly count?: number;
}

const TIMED_LINE =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) ?/;

/** Splits the timestamp, which the kubelet writes before each line, from the text. */
export function splitTime(raw: string): { time: string; text: string } {
  const found = TIMED_LINE.exec(raw);
  return found
    ? { time: found[1], text: raw.slice(found[0].length) }
    : { time: '', text: raw };
}
