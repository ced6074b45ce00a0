import type { ServicePlatformConfig } from '../../config';
import { ServiceIdentity } from '../../credentials';
import { collectionPath } from '../calls/ApiPath';
import { clusterError } from '../answers/errors';
import { PlatformClient } from '../client/PlatformClient';
import type { PlatformCall } from '../calls/PlatformCall';
import type { PlatformLimits } from '../calls/PlatformLimits';
import type { WatchStream } from '../streams/WatchStream';
import type { Collection, CollectionPage } from './Collection';

// The API server ends a watch of its own clients after five to ten minutes; spread, so that all watches of a start do not end together.
const WATCH_MS = 300_000;
const WATCH_SPREAD_MS = 240_000;

// For a reader that has no person waiting. What it asks for is large and seldom, so few connections do, and a list may wait its turn and
// take long; whoever reads tries again by itself, later each time, so an API server that is busy is not waited for here.
const READER_LIMITS: Partial<PlatformLimits> = {
  headersMs: 30_000,
  idleMs: 30_000,
  deadlineMs: 10 * 60_000,
  answerBytes: 64 * 1024 * 1024,
  eventBytes: 64 * 1024 * 1024,
  connections: 4,
  queuedCalls: 100_000,
  retryMs: 0,
  streams: 100_000,
  // The API server sends a bookmark each minute, so a watch that is silent for longer is dead.
  watchIdleMs: 150_000,
};

/**
 * Lists and watches as one account of the portal's own, and does nothing else: it has no call that could change something, and no caller
 * can give it another identity. For what follows a cluster on nobody's behalf, such as the catalog.
 *
 * It has a PlatformClient, and so connections, of its own: it shares none with people's requests.
 *
 * @public
 */
export class CollectionReader {
  /** The name of the cluster, for messages. */
  readonly cluster: string;
  readonly #client: PlatformClient;
  readonly #identity: ServiceIdentity;

  /**
   * @param options - `platform` holds the account; `userAgent` is by what the API server's audit log tells these reads from others;
   *   `limits` are others than those of a reader, which are wider in size and time than those of people's requests
   */
  constructor(options: {
    platform: ServicePlatformConfig;
    userAgent: string;
    limits?: Partial<PlatformLimits>;
  }) {
    const { platform, userAgent, limits } = options;
    this.cluster = platform.name;
    this.#identity = new ServiceIdentity(platform.identity);
    this.#client = new PlatformClient({
      platform,
      userAgent,
      limits: { ...READER_LIMITS, ...limits },
    });
  }

  /**
   * All objects, page by page, all of one resourceVersion. Whoever stops before the end has no list.
   *
   * @throws SkeError; `expired` when the list took longer than the API server remembers, so that it has to begin anew
   */
  async *list(
    collection: Collection,
    signal: AbortSignal,
  ): AsyncGenerator<CollectionPage, void> {
    const { location, labelSelector, pageSize } = collection;
    const call = this.#call('list', collection, signal);
    let next: string | undefined;
    do {
      const page = await this.#client.list(
        collectionPath(location),
        { limit: pageSize, continue: next, labelSelector },
        call,
      );
      const { items, resourceVersion } = page;
      if (resourceVersion === undefined) {
        throw clusterError(call.subject, 'Its list has no resourceVersion.');
      }
      yield { items, resourceVersion };
      next = page.continue;
    } while (next);
  }

  /**
   * What happens after a resourceVersion, for some minutes. The last item says why it ended.
   *
   * @throws SkeError when the API server refuses it; but a version that is too old is how the watch ends (`expired`)
   */
  async watch(
    collection: Collection,
    resourceVersion: string,
    signal: AbortSignal,
  ): Promise<WatchStream> {
    const { location, labelSelector } = collection;
    return this.#client.watch(
      collectionPath(location),
      { resourceVersion, labelSelector },
      {
        ...this.#call('watch', collection, signal),
        streamMs: WATCH_MS + Math.random() * WATCH_SPREAD_MS,
      },
    );
  }

  /** Closes the connections; what is under way ends. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  #call(
    verb: 'list' | 'watch',
    { kind, location }: Collection,
    signal: AbortSignal,
  ): PlatformCall {
    const { group, version, namespace, plural } = location;
    const apiVersion = group === '' ? version : `${group}/${version}`;
    return {
      identity: this.#identity,
      signal,
      subject: {
        verb,
        cluster: this.cluster,
        target: { type: 'kind', apiVersion, kind, namespace, plural },
      },
    };
  }
}
