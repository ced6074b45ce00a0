/** A log whose new lines are counted. */
export interface CountedLog {
  readonly buffer: { readonly total: number };
}

/**
 * The existing lines count as read if this many checks in a row find the same number of lines. One check is not enough, because the network can pause for a
 * second.
 */
const EQUAL_LOOKS = 3;

/** After this many checks further lines count as new, even if the log has not stopped growing. */
const MOST_LOOKS = 30;

interface Count {
  /** The number of lines at the last check. */
  total: number;
  looks: number;
  /** How many checks in a row have found this total. */
  equalLooks: number;
  /** The number of lines that are not new. Undefined while the lines that were written before the log was opened are being read. */
  known?: number;
}

/** Counts the new lines of logs. The lines that were written before a log was opened are not new; they arrive without a long pause. */
export class NewLines {
  #counts = new Map<CountedLog, Count>();

  /** Must be called once a second with the logs that are open. */
  look(logs: readonly CountedLog[]): void {
    this.#counts = new Map(
      logs.map(log => [log, next(log.buffer.total, this.#counts.get(log))]),
    );
  }

  /** Returns the number of new lines since the last call. */
  take(): number {
    let sum = 0;
    for (const count of this.#counts.values()) {
      if (count.known !== undefined) {
        sum += count.total - count.known;
        count.known = count.total;
      }
    }
    return sum;
  }
}

function next(total: number, before: Count | undefined): Count {
  if (before?.known !== undefined) {
    return { ...before, total };
  }
  const looks = (before?.looks ?? 0) + 1;
  const equalLooks = before?.total === total ? before.equalLooks + 1 : 1;
  const hasPaused = total > 0 && equalLooks >= EQUAL_LOOKS;
  return {
    total,
    looks,
    equalLooks,
    ...((hasPaused || looks > MOST_LOOKS) && { known: total }),
  };
}
