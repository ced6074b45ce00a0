// Longer than anybody waits for an answer.
const LONGEST_SECONDS = 3_600;

/** A `Retry-After` header: undefined for what is no number of seconds, such as a date. */
export function readRetryAfter(header: string | undefined): number | undefined {
  return header === undefined ? undefined : toRetryAfter(Number(header));
}

/** Seconds as such a header can hold them, wherever they come from; undefined for what is no time to wait. */
export function toRetryAfter(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds >= 0
    ? Math.min(Math.ceil(seconds), LONGEST_SECONDS)
    : undefined;
}
