import type { SessionEndReason } from './sessionErrors';
import type { SessionRow } from './SessionStore';

/**
 * Ends a session, and writes a log line and an audit event.
 *
 * @param version - if it is set, the session is ended only if it still has this version
 * @returns whether this call has ended the session
 */
export type EndSession = (
  row: SessionRow,
  reason: SessionEndReason,
  version?: number,
) => Promise<boolean>;
