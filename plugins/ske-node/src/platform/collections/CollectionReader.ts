import type { ServicePlatformConfig } from '../../config';
import { ServiceIdentity } from '../../credentials';
import { clusterError } from '../responses/clusterErrors';
import { collectionPath } from '../calls/ApiPath';
import type { PlatformCall } from '../calls/PlatformCall';
import type { PlatformLimits } from '../calls/PlatformLimits';
import { PlatformClient } from '../client/PlatformClient';
import type { WatchStream } from '../streams/WatchStream';
import type { Collection, CollectionPage } from './Collection';

// The API server ends watches after five to ten minutes. A random part of the duration keeps watches that were opened together from ending together.
const WATCH_MS = 300_000;
const WATCH_SPREAD_MS = 240_000;

// No user waits for this reader, and it makes few requests with large responses. So it needs few connections, and a list may wait in the queue and take long. A
// 429 is not retried here, because the callers retry with a backoff of their own.
const READER_LIMITS: Partial<PlatformLimits> = {
  headersMs: 30_000,
  idleMs: 30_000,
  deadlineMs: 10 * 60_000,
  responseBytes: 64 * 1024 * 1024,
  eventBytes: 64 * 1024 * 1024,
  connections: 4,
  queuedCalls: 100_000,
  retryMs: 0,
  streams: 100_000,
  // The API server sends a bookmark each minute, so a watch that receives nothing for longer is dead.
  watchIdleMs: 150_000,
};

/**
 * Lists and watches with a service account of the portal. The reader cannot change anything, and its callers cannot choose another
 * identity. It is for background work that follows a cluster, such as the catalog.
 *
 * The reader has its own PlatformClient, so it shares no connections with the requests of users.
 *
 * @public
 */
export class CollectionReader {
  /** The name of the cluster, for messages. */
  readonly cluster: string;
  readonly #client: PlatformClient;
  readonly #identity: ServiceIdentity;

  /**
   * @param options - `platform` contains the account; `userAgent` identifies these reads in the API server's audit log; `limits` override the
   *   limits of a reader, which allow larger and slower responses than the limits for requests of users
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
   * Lists all objects, page by page, at one resourceVersion. The list is complete only when the last page was read.
   *
   * @throws SkeError; `expired` if the list took so long that the API server no longer has its history; the caller then has to start the list again
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
        throw clusterError({
          subject: call.subject,
          what: 'Its list has no resourceVersion.',
        });
      }
      yield { items, resourceVersion };
      next = page.continue;
    } while (next);
  }

  /**
   * Watches the changes after a resourceVersion, for some minutes. The last item says why the watch ended.
   *
   * @throws SkeError when the API server rejects the watch. If the resourceVersion is too old, the function does not throw, and the watch ends with `expired`
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

  /** Closes all connections. Lists and watches that are under way fail. */
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
