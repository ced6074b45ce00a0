import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { toSkeError, type SkeApi } from '../api';
import type { KubernetesObject, LiveQuery } from '../live';

/** A user has 300 calls in a minute, and the pages need most of them. */
const MOST_QUERIES = 60;
const MOST_PAGES = 5;
const AT_ONCE = 4;

/** The call that a {@link ListReader} makes. */
export type ListCalls = Pick<SkeApi, 'listResources'>;

/** Reads lists, a few at a time, and remembers which lists could not be read. */
export class ListReader {
  readonly missing: { query: LiveQuery; error: SkeError }[] = [];
  isCut = false;
  readonly #api: ListCalls;
  readonly #signal: AbortSignal | undefined;
  #queries = 0;

  /** @param signal - when it is aborted, no more calls are made, and the result is incomplete */
  constructor(api: ListCalls, signal?: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
  }

  async readAll(queries: readonly LiveQuery[]): Promise<KubernetesObject[]> {
    const room = MOST_QUERIES - this.#queries;
    const queue = queries.slice(0, room);
    this.#queries += queue.length;
    this.isCut ||= queue.length < queries.length;
    const found: KubernetesObject[] = [];
    const work = async () => {
      for (let query = queue.shift(); query; query = queue.shift()) {
        if (this.#signal?.aborted) {
          return;
        }
        found.push(...(await this.#read(query)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return found;
  }

  async #read(query: LiveQuery): Promise<KubernetesObject[]> {
    const found: KubernetesObject[] = [];
    try {
      let next: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const list = await this.#api.listResources({
          ...query,
          ...(next !== undefined && { continue: next }),
        });
        found.push(...(list.items as unknown as KubernetesObject[]));
        next = list.continue;
        if (next === undefined) {
          return found;
        }
      }
      this.isCut = true;
    } catch (thrown) {
      this.missing.push({ query, error: toSkeError(thrown) });
    }
    return found;
  }
}
