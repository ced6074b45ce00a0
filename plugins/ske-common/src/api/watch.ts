import type { JsonObject } from '@backstage/types';
import type { SkeErrorBody } from '../errors';
import type { StreamEndReason } from './streamEnds';

/**
 * Selects what `GET /watch` watches: the objects of a kind, or one object.
 *
 * @public
 */
export interface WatchQuery {
  /** Such as `demo.example.com/v1`. */
  apiVersion: string;
  /** The kind in the spelling of the cluster. */
  kind: string;
  /** Absent for all namespaces. With `name` and a namespaced kind the default is `default`. */
  namespace?: string;
  /** The name of one object. */
  name?: string;
  /** A label selector of Kubernetes. */
  labelSelector?: string;
  /** A field selector of Kubernetes, with the fields that the cluster supports for the kind. */
  fieldSelector?: string;
  /** Continues after this resourceVersion, without the initial list. The header `Last-Event-ID` does the same and has precedence. */
  resourceVersion?: string;
}

/**
 * Why a watch of our API ended. An `idle` or `expired` watch of the cluster ends as `cluster-ended` for the client, which opens it again in
 * each of these cases.
 *
 * @public
 */
export type WatchEndReason = Exclude<
  StreamEndReason,
  'idle' | 'expired' | 'caller-left'
>;

/**
 * One event of a watch. The types in capitals come from Kubernetes.
 *
 * Without a `resourceVersion` in the query a watch starts with all objects as `ADDED`, then `synced`, then the changes. With a `resourceVersion` it
 * starts with `synced`, as soon as the cluster has accepted the watch, and its `id` is the `resourceVersion` of the query. After `relist` the list is
 * sent again: an object that is not in it before the next `synced` no longer exists.
 *
 * @public
 */
export type WatchEvent =
  | {
      type: 'ADDED' | 'MODIFIED' | 'DELETED';
      object: JsonObject;
      /** Where to continue after this event. Absent in the initial list, which cannot be continued. */
      id?: string;
    }
  /** The initial list is complete, or there is none. Events for changes follow. */
  | { type: 'synced'; id: string }
  /** Nothing changed up to here. */
  | { type: 'BOOKMARK'; id: string }
  /** The cluster no longer has the changes since the last event, so a new list follows. */
  | { type: 'relist' }
  /** The last event of the watch. */
  | {
      type: 'end';
      reason: WatchEndReason;
      error?: SkeErrorBody['error'];
    };
