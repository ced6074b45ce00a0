import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { VerifiedCaller } from '../credentials';

/**
 * Who calls, and the call's own facts.
 *
 * @public
 */
export interface OperationCaller extends VerifiedCaller {
  /** In the answer, the log and the audit events. */
  requestId: string;
  /** The HTTP request, from which Backstage's auditor takes the actor. */
  request?: AuditorServiceCreateEventOptions['request'];
  /** The scaffolder task that calls, as the caller says. */
  taskId?: string;
  /** Set off when the caller goes away. */
  signal?: AbortSignal;
}
