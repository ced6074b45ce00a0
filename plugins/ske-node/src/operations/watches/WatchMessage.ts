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
  | { type: 'end'; reason: WatchEndReason; error?: SkeError };
