import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for work, but not longer than a time. The work itself continues.
 *
 * @param late - makes the result in place of the work's after the time; it can also throw
 */
export async function within<T>(
  milliseconds: number,
  work: Promise<T>,
  late: () => T,
): Promise<T> {
  const timer = new AbortController();
  const { signal } = timer;
  try {
    return await Promise.race([
      work,
      delay(milliseconds, undefined, { signal, ref: false }).then(late),
    ]);
  } finally {
    timer.abort();
  }
}
