import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { VerifiedCaller } from '../../credentials';

/**
 * The caller of an operation, and the values of the HTTP request that the operation needs.
 *
 * @public
 */
export interface OperationCaller extends VerifiedCaller {
  /** Appears in the response, the log and the audit events. */
  requestId: string;
  /** The HTTP request, from which Backstage's auditor takes the actor. */
  request?: AuditorServiceCreateEventOptions['request'];
  /** The scaffolder task that makes the request, according to the caller. */
  taskId?: string;
  /** Aborted when the caller disconnects. */
  signal?: AbortSignal;
}
