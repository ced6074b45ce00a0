const HOUR_MS = 60 * 60_000;

/** S16: a session ends after this time without a use, even if the cookie is valid for longer. */
export const IDLE_HOURS = 8;
export const IDLE_MS = IDLE_HOURS * HOUR_MS;

/** S16: a session ends after this time in any case. */
export const ABSOLUTE_MS = 24 * HOUR_MS;

/** Ended sessions are kept this long, so that their users get "session ended" and not "no session". */
export const KEEP_MS = 2 * ABSOLUTE_MS;

/** The sessions of waiting tasks are refreshed when their last refresh is this long ago. It is shorter than the pause between two runs of `ske-task-grants`. */
export const REFRESH_IN_TASKS_MS = 4 * 60_000;

/** The shortest time between two records of a use, so that a use rarely causes a write to the database. */
export const TOUCH_MS = 60_000;
