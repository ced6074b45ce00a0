import type {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  ResourceRef,
  SkeError,
  type StreamEndReason,
} from '@kratix-portal/plugin-ske-common';
import { apiServerAuditIdOf } from '../../platform/responses/readResponse';
import type { AuditRecord, ResultCode } from './AuditRecord';
import { auditedRef } from './auditedRef';
import type { OperationCaller } from './OperationCaller';
import type { OperationKind } from './OperationKind';

// A refused read has the severity of a write. A read that finds nothing does not, because pages that wait for an object make such reads all the time.
const REFUSALS: ReadonlySet<ResultCode> = new Set<ResultCode>([
  'no-credentials',
  'session-ended',
  'identity-rejected',
  'identity-mismatch',
  'forbidden',
  'policy-denied',
  'quota-exceeded',
  'kind-not-allowed',
]);

interface OperationAuditOptions {
  auditor: AuditorService;
  kind: OperationKind;
  caller: Pick<
    OperationCaller,
    'credentials' | 'requestId' | 'taskId' | 'request' | 'signal'
  >;
  cluster: string;
  identity: 'user' | 'service';
  logger?: LoggerService;
}

/** The audit events of one operation (S40). The operation reports what it finds out by calling the methods below. */
export class OperationAudit {
  readonly #auditor: AuditorService;
  readonly #kind: OperationKind;
  readonly #caller: OperationAuditOptions['caller'];
  readonly #record: AuditRecord;
  readonly #logger: LoggerService | undefined;

  constructor(options: OperationAuditOptions) {
    const { auditor, kind, caller, cluster, identity } = options;
    this.#auditor = auditor;
    this.#logger = options.logger;
    this.#kind = kind;
    this.#caller = caller;
    this.#record = {
      requestId: caller.requestId,
      user: caller.credentials.principal.userEntityRef,
      cluster,
      identity,
      verb: kind.verb,
      ...(caller.taskId !== undefined && { taskId: caller.taskId }),
      ...kind.subject,
    };
  }

  /** The kind of the objects is known. */
  kindFound({ apiVersion, kind }: { apiVersion: string; kind: string }): void {
    Object.assign(this.#record, { apiVersion, kind });
  }

  /** The object that the operation is about is known; its namespace may be added later. */
  targetFound(ref: ResourceRef): void {
    Object.assign(this.#record, auditedRef(ref));
  }

  /** The API server named the uid of the object. */
  uidFound(uid: string | undefined): void {
    if (uid !== undefined) {
      this.#record.uid = uid;
    }
  }

  /** The user name on the cluster is known. */
  clusterUserKnown(name: string): void {
    this.#record.clusterUser = name;
  }

  /**
   * The API server answered a call. The audit id of the call connects this event with the API server's own audit log. If there are several calls, the
   * id of the last one stays.
   */
  apiServerAuditId(auditId: string | undefined): void {
    if (auditId !== undefined) {
      this.#record.apiServerAuditId = auditId;
    }
  }

  /** A manifest was written, or would be in a dry run. */
  manifestWritten(operation: 'created' | 'updated' | 'unchanged'): void {
    this.#record.operation = operation;
  }

  /** A watch or a log ended. */
  streamEnded(reason: StreamEndReason): void {
    this.#record.ended = reason;
  }

  /** The user name on the cluster, if an operation has reported one. */
  get clusterUser(): string | undefined {
    return this.#record.clusterUser;
  }

  /**
   * Runs the operation between its two audit events: one for the start and one for the result.
   *
   * Both events of a short read are written when it ends, because a refusal raises the severity of both events.
   *
   * @param onEnd - called before the last event; it may still report to this audit
   */
  async run<T>(
    work: () => Promise<T>,
    onEnd: (code: ResultCode, error?: unknown) => Promise<void>,
  ): Promise<T> {
    const { severityLevel, isLasting } = this.#kind;
    let event =
      severityLevel === 'low' && !isLasting
        ? undefined
        : await this.#start(severityLevel);
    let result: T;
    try {
      result = await work();
    } catch (error) {
      const code = codeOf(error, this.#caller.signal);
      this.#record.code = code;
      this.apiServerAuditId(apiServerAuditIdOf(error));
      await this.#close(async () => {
        await onEnd(code, error);
        const isRefusedRead = severityLevel === 'low' && REFUSALS.has(code);
        // Passes on a new error, because the cause of the original may be an error of the HTTP client, which may contain a token (S41).
        const failure = new Error(describe(error, code));
        if (event) {
          await event.fail({ error: failure, meta: { ...this.#record } });
        }
        if (!event || isRefusedRead) {
          event = await this.#start(isRefusedRead ? 'medium' : 'low');
          await event.fail({ error: failure, meta: { ...this.#record } });
        }
      });
      throw error;
    }
    this.#record.code = 'ok';
    await this.#close(async () => {
      await onEnd('ok');
      event ??= await this.#start('low');
      await event.success({ meta: { ...this.#record } });
    });
    return result;
  }

  /** The operation has succeeded. A failing auditor must not report the write as failed. */
  async #close(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      const { eventId } = this.#kind;
      this.#logger?.error(
        `The audit event ${eventId} of request ${this.#record.requestId} could not be written: ${isError(error) ? error.name : 'unknown error'}`,
      );
    }
  }

  async #start(
    severityLevel: OperationKind['severityLevel'],
  ): Promise<AuditorServiceEvent> {
    return this.#auditor.createEvent({
      eventId: this.#kind.eventId,
      severityLevel,
      request: this.#caller.request,
      meta: { ...this.#record },
    });
  }
}

function describe(error: unknown, code: string): string {
  if (!SkeError.is(error)) {
    return code;
  }
  // The cluster's message on an invalid field quotes the field's value, which must not be logged. The names of the fields are enough.
  return error.code === 'invalid'
    ? `${code}: ${(error.causes ?? []).flatMap(({ field }) => field ?? []).join(', ')}`
    : `${code}: ${error.message}`;
}

function codeOf(error: unknown, signal: AbortSignal | undefined): ResultCode {
  if (SkeError.is(error)) {
    return error.code;
  }
  return signal?.aborted ? 'cancelled' : 'internal';
}
