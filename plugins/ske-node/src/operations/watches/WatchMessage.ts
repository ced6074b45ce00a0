import type {
  SkeError,
  WatchEndReason,
} from '@kratix-portal/plugin-ske-common';

/**
 * One message of a watch, ready to be sent. Objects are the JSON text of the API server.
 *
 * @public
 */
export type WatchMessage =
  | {
      type: 'ADDED' | 'MODIFIED' | 'DELETED';
      /** The object as JSON. */
      json: string;
      /** Absent for the objects of the initial list. */
      id?: string;
    }
  | { type: 'synced' | 'BOOKMARK'; id: string }
  | { type: 'relist' }
  | WatchEndMessage;

/**
 * The last message of a watch.
 *
 * @public
 */
export interface WatchEndMessage {
  /** Not a type of Kubernetes. */
  type: 'end';
  /** Why the watch ended. */
  reason: WatchEndReason;
  /** Present with the reason `failed`. */
  error?: SkeError;
}

/**
 * One message of many watches in one stream: the message of one subscription, or the end of the stream.
 *
 * @public
 */
export type WatchManyMessage =
  | (WatchMessage & { subscription: string })
  | (WatchEndMessage & { subscription?: undefined });
