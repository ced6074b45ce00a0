import { LRUCache } from 'lru-cache';
import { isResponseTooLarge } from '../responses/transportErrors';
import type { PlatformPage } from '../calls/PlatformCall';

// The limit is divided by four after each response that is too large: 500, 125, 31. With a smaller divisor there would be more attempts, and the data of each
// failed attempt is discarded.
const DIVISOR = 4;

/**
 * Makes pages smaller after a response that exceeded the size limit, and remembers for a while which size fits. This is correct, because a page may always
 * have fewer objects than requested: the caller continues with the `continue` token of the page.
 */
export class PageSizes {
  readonly #fitting = new LRUCache<string, number>({
    max: 1_000,
    ttl: 60 * 60_000,
  });

  /**
   * Requests a page with smaller and smaller limits, until the response is small enough.
   *
   * @throws SkeError if the response is too large even with a single object, or does not depend on the limit
   */
  async list(
    path: string,
    wanted: number | undefined,
    send: (limit: number | undefined) => Promise<PlatformPage>,
  ): Promise<PlatformPage> {
    if (wanted === undefined) {
      return send(undefined); // The caller expects all objects in one response.
    }
    let limit = Math.min(wanted, this.#fitting.get(path) ?? wanted);
    for (;;) {
      try {
        return await send(limit);
      } catch (error) {
        if (!isResponseTooLarge(error) || limit <= 1) {
          throw error;
        }
        limit = Math.max(1, Math.floor(limit / DIVISOR));
        this.#fitting.set(path, limit);
      }
    }
  }
}
