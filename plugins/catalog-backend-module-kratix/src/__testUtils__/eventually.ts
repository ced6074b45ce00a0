import { setTimeout as delay } from 'node:timers/promises';

const TIMEOUT_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/** Tries until there is a result. */
export async function eventually<T>(
  what: string,
  attempt: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const giveUpAt = Date.now() + TIMEOUT_MILLISECONDS;
  for (;;) {
    const result = await attempt();
    if (result !== undefined) {
      return result;
    }
    if (Date.now() > giveUpAt) {
      throw new Error(`waited in vain for ${what}`);
    }
    await delay(POLL_MILLISECONDS);
  }
}
