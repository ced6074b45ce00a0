import type { JsonObject } from '@backstage/types';
import type {
  SkeError,
  WatchManyEvent,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type {
  DeletedObject,
  LiveCollection,
  LiveQuery,
  LiveStatus,
} from '../objects/types';
import { isOfAll, isOfWholeCluster } from './readFailure';
import { readObject } from './readObject';

/** The largest number of deleted objects that a collection remembers, because a list can create and delete thousands of objects. */
const MOST_TOMBSTONES = 500;
/** A subscription that the cluster has served for this long ends a series of failures. A list alone does not, because the watch after it may fail. */
const STEADY_MS = 5_000;

/** After this many failures without a list, a page shows the error in place of a skeleton. The first failure is often over soon. */
const FAILURES_UNTIL_SHOWN = 2;
/** The same for an error that is usually about the whole cluster, such as a starting API server. An API server takes 15 seconds or more to start. */
const CLUSTER_FAILURES_UNTIL_SHOWN = 6;

/** An event that changes the state of a collection. */
export type CollectionEvent = Exclude<WatchManyEvent, { type: 'end' }>;

const NO_ITEMS: readonly KubernetesObject[] = [];
const NONE_DELETED: ReadonlyMap<string, DeletedObject> = new Map();

/** The state of every collection before its first read. */
export const UNKNOWN_COLLECTION: LiveCollection = {
  items: NO_ITEMS,
  status: 'loading',
  deleted: NONE_DELETED,
};

/** Why the items of a collection cannot be followed, although they can be read. */
export interface WatchRefusal {
  error: SkeError;
  /** The number of refusals in a row. */
  count: number;
  /** No stream follows the items before this time: milliseconds since the epoch. */
  retryAt: number;
}

/** The objects that one query selects. */
export class Collection {
  readonly key: string;
  readonly query: LiveQuery;
  /** Where a stream continues. Absent while a list is incomplete, because only a complete list can be continued. */
  cursor: string | undefined;
  /** No attempt is made before this time: milliseconds since the epoch. */
  retryAt: number | undefined;
  /** The number of failures in a row. */
  failures = 0;
  /** Set while the user may read the items, but may not watch them. They are polled then. */
  watchRefusal: WatchRefusal | undefined;

  readonly #objects = new Map<string, KubernetesObject>();
  readonly #deleted = new Map<string, DeletedObject>();
  /** The uids of the list that is being received. */
  #listed: Set<string> | undefined;
  #isKnown = false;
  #itemsChanged = false;
  #deletedChanged = false;
  #status: LiveStatus = 'loading';
  #error: SkeError | undefined;
  /** The last refusal, until the items are read or reading them fails in another way. */
  #refusal: SkeError | undefined;
  #asOf: number | undefined;
  /** When a stream last began to follow the items. */
  #followedSince: number | undefined;
  #wasFollowed = false;
  #snapshot = UNKNOWN_COLLECTION;

  constructor(key: string, query: LiveQuery) {
    this.key = key;
    this.query = query;
  }

  /** Returns the same object until the next {@link Collection.commit} that changes something. */
  get snapshot(): LiveCollection {
    return this.#snapshot;
  }

  get status(): LiveStatus {
    return this.#status;
  }

  /** Milliseconds since the epoch: when the items were last known to be current. */
  get asOf(): number | undefined {
    return this.#asOf;
  }

  /** Whether a list has been received. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Whether a stream has followed the items for some seconds. */
  get wasFollowed(): boolean {
    return this.#wasFollowed;
  }

  /** A stream without a cursor starts with a list. */
  beginList(): void {
    this.cursor = undefined;
    this.#listed = new Set();
  }

  apply(event: CollectionEvent, now: number): void {
    switch (event.type) {
      case 'ADDED':
      case 'MODIFIED':
        this.#put(event.object);
        this.#advance(event.id);
        break;
      case 'DELETED':
        this.#remove(event.object, now);
        this.#advance(event.id);
        break;
      case 'relist':
        this.beginList();
        break;
      case 'synced':
        this.#endList(now);
        this.cursor = event.id;
        this.#followedSince = now;
        this.#setCurrent('live', now);
        break;
      default:
        this.cursor = event.id;
    }
  }

  /** Takes over a complete list that was read without a stream. */
  replace(
    items: readonly JsonObject[],
    resourceVersion: string | undefined,
    now: number,
  ): void {
    this.beginList();
    items.forEach(item => this.#put(item));
    this.#endList(now);
    this.cursor = resourceVersion;
    this.failures = 0;
    this.#followedSince = undefined;
    this.#setCurrent('polling', now);
  }

  /** Records that a stream which follows the items delivered until this time, so the items were current at this time. */
  confirm(at: number): void {
    if (this.#asOf !== undefined && at > this.#asOf) {
      this.#asOf = at;
    }
    if (
      this.#followedSince !== undefined &&
      at - this.#followedSince >= STEADY_MS
    ) {
      this.failures = 0;
      this.watchRefusal = undefined;
      this.#wasFollowed = true;
    }
  }

  /** Records that the user may not watch the items. What a poll has found before stays valid. */
  refuseWatch(refusal: WatchRefusal): void {
    this.watchRefusal = refusal;
    this.retryAt = undefined;
    if (this.#status === 'live') {
      this.setStale('reconnecting');
    }
  }

  /** Records that the items are no longer current. */
  setStale(status: LiveStatus, options: { error?: SkeError } = {}) {
    this.#status =
      status === 'reconnecting' && !this.#isKnown ? 'loading' : status;
    this.#error = options.error;
    if (status === 'refused') {
      this.#refusal = options.error;
    } else if (isAboutItems(options.error)) {
      this.#refusal = undefined;
    }
  }

  /** Makes the changes visible. Returns whether there were any. */
  commit(): boolean {
    const before = this.#snapshot;
    const { status, error } = this.#shown;
    const items =
      this.#itemsChanged && this.#isKnown
        ? [...this.#objects.values()]
        : before.items;
    const deleted = this.#deletedChanged
      ? new Map(this.#deleted)
      : before.deleted;
    if (
      items === before.items &&
      deleted === before.deleted &&
      before.status === status &&
      before.error === error &&
      (before.asOf === this.#asOf || status === 'live')
    ) {
      return false;
    }
    if (this.#isKnown) {
      this.#itemsChanged = false;
    }
    this.#deletedChanged = false;
    this.#snapshot = {
      items,
      deleted,
      status,
      ...(this.#asOf !== undefined && { asOf: this.#asOf }),
      ...(error && { error }),
    };
    return true;
  }

  /**
   * What pages show. A refusal is shown during an outage too: an attempt that fails because the cluster cannot be reached does not say that the user may
   * read the items.
   *
   * The pages show a collection that was never read and fails repeatedly like a refusal, although it is retried soon. The line about the connection says if the
   * token is rejected or the whole cluster fails. An error of the whole cluster that lasts is also shown here, because it may be about this list only.
   */
  get #shown(): { status: LiveStatus; error: SkeError | undefined } {
    const error = this.#error;
    const status = this.#status;
    const isOutdated = status === 'loading' || status === 'reconnecting';
    if (isOutdated && this.#refusal) {
      return { status: 'refused', error: this.#refusal };
    }
    if (status !== 'loading' || !error || error.status === 401) {
      return { status, error };
    }
    const most = isOfWholeCluster(error)
      ? CLUSTER_FAILURES_UNTIL_SHOWN
      : FAILURES_UNTIL_SHOWN;
    return { status: this.failures >= most ? 'refused' : status, error };
  }

  #put(value: JsonObject): void {
    const object = readObject(value, this.query);
    if (!object) {
      return;
    }
    const { uid, resourceVersion } = object.metadata;
    this.#listed?.add(uid);
    const known = this.#objects.get(uid);
    if (
      known &&
      resourceVersion !== undefined &&
      known.metadata.resourceVersion === resourceVersion
    ) {
      return;
    }
    this.#objects.set(uid, object);
    this.#itemsChanged = true;
    if (this.#deleted.delete(uid)) {
      this.#deletedChanged = true;
    }
  }

  #remove(value: JsonObject, now: number): void {
    const object = readObject(value, this.query);
    if (object) {
      this.#bury(object, now);
    }
  }

  #bury(object: KubernetesObject, now: number): void {
    const { uid } = object.metadata;
    if (!this.#objects.delete(uid)) {
      return;
    }
    this.#itemsChanged = true;
    if (this.#isKnown) {
      this.#deleted.set(uid, { object, deletedAt: now });
      this.#deletedChanged = true;
      const [oldest] = this.#deleted.keys();
      if (this.#deleted.size > MOST_TOMBSTONES) {
        this.#deleted.delete(oldest);
      }
    }
  }

  /** Objects that the complete list does not contain no longer exist. */
  #endList(now: number): void {
    const listed = this.#listed;
    this.#listed = undefined;
    if (listed) {
      for (const [uid, object] of this.#objects) {
        if (!listed.has(uid)) {
          this.#bury(object, now);
        }
      }
    }
    this.#isKnown = true;
  }

  #setCurrent(status: 'live' | 'polling', now: number): void {
    this.#status = status;
    this.#refusal = undefined;
    this.#error = status === 'polling' ? this.watchRefusal?.error : undefined;
    this.#asOf = now;
    this.retryAt = undefined;
  }

  /** The events of a list have no resourceVersion to continue from. */
  #advance(id: string | undefined): void {
    if (id !== undefined && !this.#listed) {
      this.cursor = id;
    }
  }
}

/** Whether an error is a response about these items, and not about the user, the network or the whole cluster. */
function isAboutItems(error: SkeError | undefined): boolean {
  return error !== undefined && error.status !== 401 && !isOfAll(error);
}
