import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from './KubernetesObject';

/** Selects the objects of one collection. Two queries with the same values share one collection. */
export interface LiveQuery {
  /** Such as `demo.example.com/v1`. */
  apiVersion: string;
  /** The kind in the spelling of the cluster. */
  kind: string;
  /** Absent for all namespaces. */
  namespace?: string;
  /** The name of one object. */
  name?: string;
  /** A label selector of Kubernetes. */
  labelSelector?: string;
  /** A field selector of Kubernetes. */
  fieldSelector?: string;
}

/**
 * How current a collection is:
 * - `loading`: nothing has been read yet.
 * - `live`: every change arrives without a new read.
 * - `reconnecting`: the connection was lost and is being opened again. The items were current at `asOf`.
 * - `polling`: the items are read again every few seconds, because streams do not work here, or because the user may not watch them. In the second case
 *   `error` is the refusal.
 * - `refused`: the cluster or the portal does not allow the read, or there is another error that a retry does not fix, or the first reads have failed several
 *   times. See `error`.
 * - `signed-out`: the session has ended. Nothing is read until the user signs in again.
 */
export type LiveStatus =
  'loading' | 'live' | 'reconnecting' | 'polling' | 'refused' | 'signed-out';

/** The state of a collection on this page. Items are kept when the connection is lost: data that was shown is never removed. */
export interface LiveCollection {
  /** An object keeps its identity while its `resourceVersion` does not change, and the array keeps its identity while no object changes. */
  readonly items: readonly KubernetesObject[];
  readonly status: LiveStatus;
  /** Milliseconds since the epoch: when the items were last known to be current. Absent before the first list is complete. */
  readonly asOf?: number;
  /** Why the collection is `refused` or `signed-out`, why it is `polling` although streams work, or why the last attempt failed. */
  readonly error?: SkeError;
  /** Objects that were deleted while they were shown, by uid. */
  readonly deleted: ReadonlyMap<string, DeletedObject>;
}

/** An object that was deleted while the page watched it. */
export interface DeletedObject {
  /** The last state of the object that the page has seen. */
  readonly object: KubernetesObject;
  /** Milliseconds since the epoch. */
  readonly deletedAt: number;
}

/** The state of one object on this page. */
export interface LiveObject {
  readonly object?: KubernetesObject;
  /** Set if the object was deleted while the page watched it and no object of the same name has been created since. */
  readonly deleted?: DeletedObject;
  /** With `live` and without `object` the object does not exist. */
  readonly status: LiveStatus;
  readonly asOf?: number;
  readonly error?: SkeError;
}

/** The state of this browser tab's stream. */
export interface LiveConnection {
  readonly status:
    | 'idle'
    | 'connecting'
    | 'live'
    | 'reconnecting'
    | 'polling'
    | 'signed-out'
    | 'hidden';
  /** Milliseconds since the epoch: the time since which the page has this status. */
  readonly since: number;
  /**
   * Milliseconds since the epoch: when everything that the page shows was last known to be current. Set only while something on the page is not live. Absent if
   * nothing has been read.
   */
  readonly asOf?: number;
  /**
   * Set while the page shows live data: `all` if everything on the page is live, and `some` if parts are older. Absent until everything has been read once, because a
   * stream can be open before the cluster has responded.
   */
  readonly live?: 'all' | 'some';
  /** Milliseconds since the epoch: when the next attempt starts. */
  readonly retryAt?: number;
  readonly error?: SkeError;
  /** Tries again at once. After `signed-out` the page makes one call first, to see whether the user has signed in. */
  retry(): void;
}

/** The result of a call that is repeated when something changes. The last value stays while the next one is read. */
export interface Fetched<T> {
  readonly value?: T;
  /** Milliseconds since the epoch: when `value` was read. */
  readonly asOf?: number;
  readonly error?: SkeError;
  readonly isLoading: boolean;
  refresh(): void;
}
