import type { AuditSubject } from './AuditRecord';

/** Describes an operation for its audit events. */
export interface OperationKind {
  /** Such as `resource-read`. */
  eventId: string;
  /** `low` for an operation that only reads. */
  severityLevel: 'low' | 'medium';
  /** What the operation does. Where Kubernetes' RBAC has a verb for it, that verb. */
  verb: string;
  /** Whether the operation streams, as a watch does. Its first audit event is then written when it starts. */
  isLasting?: boolean;
  /** Whether the operation itself reviews the caller's identity. All other operations start such a review on their own. */
  isIdentityReview?: boolean;
  /** What the caller's input names. */
  subject?: AuditSubject;
}
