import type {
  SkeError,
  WatchEndReason,
} from '@kratix-portal/plugin-ske-common';

/**
 * One event of a watch, ready to be sent: objects are the text that the API server wrote.
 *
 * @public
 */
export type WatchMessage =
  | {
      type: 'ADDED' | 'MODIFIED' | 'DELETED';
      /** The object as JSON. */
      json: string;
      /** Absent in the list at the beginning. */
      id?: string;
    }
  | { type: 'synced' | 'BOOKMARK'; id: string }
  | { type: 'relist' }
  | { type: 'end'; reason: WatchEndReason; error?: SkeError };
