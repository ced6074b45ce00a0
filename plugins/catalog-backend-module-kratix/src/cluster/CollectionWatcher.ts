import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  type ClusterWatchEvent,
  type Collection,
  type CollectionReader,
  isOlderVersion,
} from '@kratix-portal/plugin-ske-node';
import { isObject } from '../platform/isObject';
import { Backoff, type BackoffOptions } from './Backoff';
import { systemClock, type Clock } from './Clock';

/** Receives what happens in a collection. All methods but `onProblem` are called in the order of the events. */
export interface CollectionListener<T> {
  /** Returns the parts of an object that the listener needs; `undefined` to ignore the object. */
  read(object: unknown): T | undefined;
  /** A complete list: an object that is not in it does not exist any more. */
  onListed(objects: T[]): void;
  onChanged(object: T): void;
  onDeleted(object: T): void;
  /** Called when a list or a watch has failed. The watcher retries, and all objects that were reported before stay valid. */
  onProblem(error: unknown, retryInMs: number): void;
  /** Called after a problem, when lists and watches succeed again. */
  onRecovered(): void;
}

// After this number of failed watches from the same resourceVersion, the watcher relists, because a watch from this resourceVersion may never succeed, for
// example after etcd was restored from a backup.
const FAILURES_BEFORE_RELIST = 5;
/** A shorter watch counts as a failure. Otherwise a proxy that ends each watch immediately would be called without a pause. */
const SHORT_WATCH_MILLISECONDS = 1_000;

/**
 * Keeps a listener up to date with a collection: it lists once, then watches from the list's resourceVersion, and starts each further watch
 * at the resourceVersion at which the previous watch ended. A failure only delays the next attempt. Only a complete list or a DELETED event removes an object.
 *
 * `run` may be called again after it ended: it continues where it stopped.
 */
export class CollectionWatcher<T> {
  readonly #reader: CollectionReader;
  readonly #collection: Collection;
  readonly #listener: CollectionListener<T>;
  readonly #backoff: Backoff;
  readonly #clock: Clock;
  #resourceVersion: string | undefined;
  /** Whether the current resourceVersion comes from a list that has just been completed. */
  #isFresh = false;

  constructor(options: {
    reader: CollectionReader;
    collection: Collection;
    listener: CollectionListener<T>;
    backoff?: Partial<BackoffOptions>;
    clock?: Clock;
  }) {
    this.#reader = options.reader;
    this.#collection = options.collection;
    this.#listener = options.listener;
    this.#backoff = new Backoff(options.backoff);
    this.#clock = options.clock ?? systemClock;
  }

  /** Discards the resourceVersion, so that the watcher relists. */
  forget(): void {
    this.#resourceVersion = undefined;
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#resourceVersion ??= await this.#list(signal);
        if (await this.#isOfTheFuture(this.#resourceVersion, signal)) {
          this.#resourceVersion = undefined;
          continue;
        }
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
    // The run was stopped during the request, and the listener must not be called after the end of a run.
    signal.throwIfAborted();
    this.#succeeded();
    this.#listener.onListed(objects);
    this.#isFresh = true;
    return resourceVersion;
  }

  /**
   * Whether our resourceVersion is newer than the cluster’s, which happens after etcd was restored from a backup. A watch from such a resourceVersion
   * stays open and silent. So before each watch that resumes an earlier watch, the resourceVersion is checked with a list of a single object.
   */
  async #isOfTheFuture(
    resourceVersion: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const isFresh = this.#isFresh;
    this.#isFresh = false;
    if (isFresh) {
      return false;
    }
    const pages = this.#reader.list(
      { ...this.#collection, pageSize: 1 },
      signal,
    );
    const { value } = await pages.next();
    await pages.return();
    return (
      value !== undefined &&
      isOlderVersion(value.resourceVersion, resourceVersion)
    );
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const startedAt = this.#clock.now();
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
        // An end without an error is not a failure: the watch reached its maximum age, or its connection may be dead, which the next watch shows.
        if (item.error) {
          throw item.error;
        }
        break;
      }
      if (events === 0) {
        this.#succeeded();
      }
      events += 1;
      const version =
        item.type === 'BOOKMARK'
          ? item.resourceVersion
          : resourceVersionOf(item.object);
      if (version !== undefined && isOlderVersion(version, resourceVersion)) {
        // The cluster was restored from a backup while the watch was open.
        this.#resourceVersion = undefined;
        return;
      }
      if (item.type !== 'BOOKMARK') {
        this.#notify(item.type, item.object);
      }
      this.#resourceVersion = version ?? this.#resourceVersion;
    }
    if (signal.aborted) {
      return;
    }
    const lastedMs = this.#clock.now() - startedAt;
    if (events === 0 && lastedMs < SHORT_WATCH_MILLISECONDS) {
      await this.#clock.pause(this.#backoff.failed(undefined), signal);
    } else {
      this.#succeeded();
    }
  }

  #notify(type: ClusterWatchEvent['type'], raw: JsonObject): void {
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
    await this.#clock.pause(waitMs, signal);
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
  return isObject(metadata) && typeof metadata.resourceVersion === 'string'
    ? metadata.resourceVersion
    : undefined;
}
