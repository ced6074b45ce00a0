import type { JsonObject } from '@backstage/types';
import type { SkeErrorBody } from '../errors';
import type { StreamEndReason } from './streamEnds';

/**
 * What `GET /watch` watches: the objects of a kind, or one object.
 *
 * @public
 */
export interface WatchQuery {
  /** Such as `demo.example.com/v1`. */
  apiVersion: string;
  /** As the cluster spells it. */
  kind: string;
  /** Absent: all namespaces. With `name`, and of a namespaced kind: `default`. */
  namespace?: string;
  /** One object. */
  name?: string;
  /** A label selector of Kubernetes. */
  labelSelector?: string;
  /** Goes on after this version, without the list at the beginning. The header `Last-Event-ID` does the same, and wins. */
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
 * One event of a watch. Those in capitals are Kubernetes' own.
 *
 * Without a `resourceVersion` in the query a watch starts with all objects as `ADDED`, then `synced`, then the changes. After `relist` all objects
 * follow again: an object that is not among them before the next `synced` is gone.
 *
 * @public
 */
export type WatchEvent =
  | {
      type: 'ADDED' | 'MODIFIED' | 'DELETED';
      object: JsonObject;
      /** Where to go on after this event. Absent in the list at the beginning, which can only be had whole. */
      id?: string;
    }
  /** The list at the beginning is complete. */
  | { type: 'synced'; id: string }
  /** Nothing changed up to here. */
  | { type: 'BOOKMARK'; id: string }
  /** The cluster does not know any more what happened since: a new list follows. */
  | { type: 'relist' }
  /** The last one. */
  | {
      type: 'end';
      reason: WatchEndReason;
      error?: SkeErrorBody['error'];
    };
