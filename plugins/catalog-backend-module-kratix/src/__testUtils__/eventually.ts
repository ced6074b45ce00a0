import { setTimeout as delay } from 'node:timers/promises';

/** The limit is generous, so that no test fails on a busy machine. */
const TIMEOUT_MILLISECONDS = 120_000;
const POLL_MILLISECONDS = 100;

/** Polls until there is a result. */
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
      throw new Error(`timed out waiting for ${what}`);
    }
    await delay(POLL_MILLISECONDS);
  }
}
