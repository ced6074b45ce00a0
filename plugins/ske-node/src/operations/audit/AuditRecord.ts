import type {
  SkeErrorCode,
  StreamEndReason,
} from '@kratix-portal/plugin-ske-common';

/** The result of an operation: `ok`, one of our error codes, or `cancelled` when the caller disconnected. */
export type ResultCode = SkeErrorCode | 'ok' | 'cancelled';

/**
 * The metadata of an operation's audit event. Backstage adds the actor, the time and the plugin.
 *
 * docs/reference/audit.md describes each field; a test compares the two. No field ever holds a token or the content of an object.
 */
export interface AuditRecord {
  requestId: string;
  user: string;
  cluster: string;
  identity: 'user' | 'service';
  verb: string;
  taskId?: string;
  apiVersion?: string;
  kind?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  promise?: string;
  pod?: string;
  container?: string;
  questions?: number;
  subscriptions?: number;
  dryRun?: boolean;
  operation?: 'created' | 'updated' | 'unchanged';
  ended?: StreamEndReason;
  clusterUser?: string;
  apiServerAuditId?: string;
  code?: ResultCode;
}

/** The part of the record that the caller's own input provides, before anything is checked. Its texts are cleaned (S41). */
export type AuditSubject = Pick<
  AuditRecord,
  | 'apiVersion'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'promise'
  | 'pod'
  | 'container'
  | 'questions'
  | 'subscriptions'
  | 'dryRun'
>;

const FIELDS: Record<keyof AuditRecord, true> = {
  requestId: true,
  user: true,
  cluster: true,
  identity: true,
  verb: true,
  taskId: true,
  apiVersion: true,
  kind: true,
  namespace: true,
  name: true,
  uid: true,
  promise: true,
  pod: true,
  container: true,
  questions: true,
  subscriptions: true,
  dryRun: true,
  operation: true,
  ended: true,
  clusterUser: true,
  apiServerAuditId: true,
  code: true,
};

/** The names of all fields. */
export const auditFields: readonly string[] = Object.keys(FIELDS);
