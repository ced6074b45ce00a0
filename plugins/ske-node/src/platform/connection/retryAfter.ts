/** The pause after a 429, or after our own rejection of a call, that has no Retry-After. */
export const DEFAULT_RETRY_AFTER_SECONDS = 1;

// No user waits longer than this for a response.
const MAX_SECONDS = 3_600;

/** The seconds of a `Retry-After` header; undefined unless it is a number of seconds (HTTP also allows a date). */
export function readRetryAfter(
  header: string | string[] | undefined,
): number | undefined {
  const [value] = [header].flat();
  return value === undefined ? undefined : toRetryAfter(Number(value));
}

/** Rounds up to whole seconds, as a `Retry-After` header has them; undefined for a negative number, and for NaN. */
export function toRetryAfter(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds >= 0
    ? Math.min(Math.ceil(seconds), MAX_SECONDS)
    : undefined;
}
