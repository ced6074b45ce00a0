import { setTimeout as delay } from 'node:timers/promises';

/**
 * Polls until `read` returns a value. The limit is long enough for a busy machine; it does not delay a success.
 *
 * @param what - the subject of the sentence in the error: "… did not happen within 60 s"
 */
export async function until<T>(
  what: string,
  read: () => Promise<T | undefined | false>,
  options: {
    signal?: AbortSignal;
    limitSeconds?: number;
    pollMilliseconds?: number;
  } = {},
): Promise<T> {
  const { signal, limitSeconds = 60, pollMilliseconds = 50 } = options;
  const deadline = Date.now() + limitSeconds * 1000;
  for (;;) {
    const result = await read();
    if (result) {
      return result;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} did not happen within ${limitSeconds} s`);
    }
    await delay(pollMilliseconds, undefined, { signal });
  }
}
