import { LRUCache } from 'lru-cache';
import { isResponseTooLarge } from '../responses/transportErrors';
import type { PlatformPage } from '../calls/PlatformCall';

// Divides the limit by four after each response that is too large: 500, 125, 31. Halving would need more attempts, whose data is discarded.
const DIVISOR = 4;

/**
 * Makes pages smaller after a response that exceeded the size limit, and remembers for a while which size fits. A page may always have fewer objects
 * than requested: the caller continues with its `continue` token.
 */
export class PageSizes {
  readonly #fitting = new LRUCache<string, number>({
    max: 1_000,
    ttl: 60 * 60_000,
  });

  /**
   * Requests a page with a smaller and smaller limit, until its response fits.
   *
   * @throws SkeError when the response is too large with a single object, or does not depend on the limit
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
