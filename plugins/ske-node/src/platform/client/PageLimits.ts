import { LRUCache } from 'lru-cache';
import { isAnswerTooLarge } from '../answers/transportErrors';
import type { PlatformPage } from '../calls/PlatformCall';

// Of 500 objects that are too large together, 125 and then 31 are requested. Half of it each time would read more of what is thrown away.
const DIVISOR = 4;

/**
 * Makes pages smaller after an answer that exceeded the size limit, and remembers for a while which size fits. A page may always have fewer objects
 * than requested: the caller continues with its `continue` token.
 */
export class PageLimits {
  readonly #fitting = new LRUCache<string, number>({
    max: 1_000,
    ttl: 60 * 60_000,
  });

  /**
   * Requests a page with a smaller and smaller limit, until its answer fits.
   *
   * @throws SkeError when the answer is too large with a single object, or does not depend on the limit
   */
  async list(
    path: string,
    wanted: number | undefined,
    send: (limit: number | undefined) => Promise<PlatformPage>,
  ): Promise<PlatformPage> {
    if (wanted === undefined) {
      return send(undefined); // The caller expects all objects in one answer.
    }
    let limit = Math.min(wanted, this.#fitting.get(path) ?? wanted);
    for (;;) {
      try {
        return await send(limit);
      } catch (error) {
        if (!isAnswerTooLarge(error) || limit <= 1) {
          throw error;
        }
        limit = Math.max(1, Math.floor(limit / DIVISOR));
        this.#fitting.set(path, limit);
      }
    }
  }
}
