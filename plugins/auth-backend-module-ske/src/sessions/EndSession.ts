import type { SessionEndReason } from './sessionErrors';
import type { SessionRow } from './SessionStore';

/**
 * Ends a session and says so in the log and the audit.
 *
 * @param version - ends it only if it still has this version
 * @returns whether this call ended it
 */
export type EndSession = (
  row: SessionRow,
  reason: SessionEndReason,
  version?: number,
) => Promise<boolean>;
