import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type {
  Collection,
  CollectionReader,
  ClusterWatchEvent,
} from '@kratix-portal/plugin-ske-node';
import { Backoff, pause, type BackoffOptions } from './Backoff';

/** What becomes of the objects of a collection. All but `onProblem` are told in the order in which they happened. */
export interface CollectionListener<T> {
  /** Takes what is needed of an object; `undefined` for one that is of no interest. */
  read(object: unknown): T | undefined;
  /** A complete list: what it does not have is gone. */
  onListed(objects: T[]): void;
  onChanged(object: T): void;
  onDeleted(object: T): void;
  /** Nothing is known to have changed. It is tried again. */
  onProblem(error: unknown, retryInMs: number): void;
  /** After a problem: it works again. */
  onRecovered(): void;
}

// A watch that goes wrong again and again from one resourceVersion may never go right from it, after a restore of etcd for instance.
const FAILURES_BEFORE_RELIST = 5;
/** A watch that ends sooner counts as a failure: otherwise a proxy that ends each at once would be asked without a pause. */
const SHORT_WATCH_MILLISECONDS = 1_000;

/**
 * Keeps a listener up to date with a collection: a list, then a watch from its resourceVersion, again and again from where the last one ended.
 * A failure changes nothing but the time of the next try; only a complete list or a DELETED event takes an object away.
 *
 * `run` may be called again after it ended: it goes on from where it was.
 */
export class CollectionWatcher<T> {
  readonly #reader: CollectionReader;
  readonly #collection: Collection;
  readonly #listener: CollectionListener<T>;
  readonly #backoff: Backoff;
  #resourceVersion: string | undefined;

  constructor(options: {
    reader: CollectionReader;
    collection: Collection;
    listener: CollectionListener<T>;
    backoff?: Partial<BackoffOptions>;
  }) {
    this.#reader = options.reader;
    this.#collection = options.collection;
    this.#listener = options.listener;
    this.#backoff = new Backoff(options.backoff);
  }

  /** Makes the next turn list everything anew. */
  forget(): void {
    this.#resourceVersion = undefined;
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#resourceVersion ??= await this.#list(signal);
        await this.#watch(this.#resourceVersion, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        await this.#recover(error, signal);
      }
    }
  }

  async #list(signal: AbortSignal): Promise<string> {
    const objects: T[] = [];
    let resourceVersion = '';
    for await (const page of this.#reader.list(this.#collection, signal)) {
      resourceVersion = page.resourceVersion;
      for (const item of page.items) {
        const object = this.#listener.read(item);
        if (object !== undefined) {
          objects.push(object);
        }
      }
    }
    // Stopped in between: whoever is told now would be told after the end.
    signal.throwIfAborted();
    this.#succeeded();
    this.#listener.onListed(objects);
    return resourceVersion;
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const startedAt = Date.now();
    let events = 0;
    const watch = await this.#reader.watch(
      this.#collection,
      resourceVersion,
      signal,
    );
    for await (const item of watch) {
      if (signal.aborted) {
        return;
      }
      if (item.type === 'END') {
        // Any other end is no failure: it is as old as a watch may be, or its connection may be dead, which the next one shows.
        if (item.error) {
          throw item.error;
        }
        break;
      }
      if (events === 0) {
        this.#succeeded();
      }
      events += 1;
      if (item.type === 'BOOKMARK') {
        this.#resourceVersion = item.resourceVersion;
      } else {
        this.#tell(item.type, item.object);
        this.#resourceVersion =
          resourceVersionOf(item.object) ?? this.#resourceVersion;
      }
    }
    if (signal.aborted) {
      return;
    }
    if (events === 0 && Date.now() - startedAt < SHORT_WATCH_MILLISECONDS) {
      await pause(this.#backoff.failed(undefined), signal);
    } else {
      this.#succeeded();
    }
  }

  #tell(type: ClusterWatchEvent['type'], raw: JsonObject): void {
    const object = this.#listener.read(raw);
    if (object === undefined) {
      return;
    }
    if (type === 'DELETED') {
      this.#listener.onDeleted(object);
    } else {
      this.#listener.onChanged(object);
    }
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    const isExpired = SkeError.is(error) && error.code === 'expired';
    const waitMs = this.#backoff.failed(error);
    if (isExpired || this.#backoff.failures >= FAILURES_BEFORE_RELIST) {
      this.#resourceVersion = undefined;
    }
    if (!isExpired) {
      this.#listener.onProblem(error, waitMs);
    }
    await pause(waitMs, signal);
  }

  #succeeded(): void {
    if (this.#backoff.failures > 0) {
      this.#backoff.succeeded();
      this.#listener.onRecovered();
    }
  }
}

function resourceVersionOf(object: JsonObject): string | undefined {
  const { metadata } = object;
  return typeof metadata === 'object' &&
    metadata !== null &&
    !Array.isArray(metadata) &&
    typeof metadata.resourceVersion === 'string'
    ? metadata.resourceVersion
    : undefined;
}
