/** A time as RFC 3339, a number of seconds ago. */
export type At = (secondsAgo: number) => string;
