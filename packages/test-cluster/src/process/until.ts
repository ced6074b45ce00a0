import { setTimeout as delay } from 'node:timers/promises';

const POLL_MILLISECONDS = 50;
/** Long enough for a busy machine. What succeeds does not wait for it. */
const LIMIT_SECONDS = 60;

/**
 * Polls until `read` returns a value.
 *
 * @param what - the subject of the sentence in the error: "… did not happen within 60 s"
 */
export async function until<T>(
  what: string,
  read: () => Promise<T | undefined | false>,
  signal?: AbortSignal,
): Promise<T> {
  const deadline = Date.now() + LIMIT_SECONDS * 1000;
  for (;;) {
    const result = await read();
    if (result) {
      return result;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} did not happen within ${LIMIT_SECONDS} s`);
    }
    await delay(POLL_MILLISECONDS, undefined, { signal });
  }
}
