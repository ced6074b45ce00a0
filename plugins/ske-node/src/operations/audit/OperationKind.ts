import type { AuditSubject } from './AuditRecord';

/** Describes an operation for its audit events. */
export interface OperationKind {
  /** The id of the audit event, such as `resource-read`. */
  eventId: string;
  /** `low` for an operation that only reads. */
  severityLevel: 'low' | 'medium';
  /** The verb of the operation. It is a verb of Kubernetes' RBAC if there is a verb for the operation. */
  verb: string;
  /** Whether the operation streams, as a watch does. For such an operation, the first audit event is written when the stream starts. */
  isLasting?: boolean;
  /** Whether the operation itself reviews the caller's identity. All other operations start such a review on their own. */
  isIdentityReview?: boolean;
  /** The object or list from the caller's input. */
  subject?: AuditSubject;
}
