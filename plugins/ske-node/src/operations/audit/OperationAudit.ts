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

// A refused read has the severity of a write. A read that finds nothing keeps the severity `low`, because a page that waits for an object repeats such reads.
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

/** The audit events of one operation (S40). The operation calls the methods below to set the fields of these events. */
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

  /** Reports the kind of the objects. */
  kindFound({ apiVersion, kind }: { apiVersion: string; kind: string }): void {
    Object.assign(this.#record, { apiVersion, kind });
  }

  /** Reports the object of the operation. Its namespace may be reported later. */
  targetFound(ref: ResourceRef): void {
    Object.assign(this.#record, auditedRef(ref));
  }

  /** Reports the uid of the object, which the API server returned. */
  uidFound(uid: string | undefined): void {
    if (uid !== undefined) {
      this.#record.uid = uid;
    }
  }

  /** Reports the user name on the cluster. */
  clusterUserKnown(name: string): void {
    this.#record.clusterUser = name;
  }

  /**
   * Reports the response to a call to the API server. The audit id of the call connects this event with the API server's own audit log. If there are several calls,
   * the event has the id of the last call.
   */
  apiServerAuditId(auditId: string | undefined): void {
    if (auditId !== undefined) {
      this.#record.apiServerAuditId = auditId;
    }
  }

  /** Reports the result of a write or of a dry run. */
  manifestWritten(operation: 'created' | 'updated' | 'unchanged'): void {
    this.#record.operation = operation;
  }

  /** Reports why a watch or a log ended. */
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
        // The auditor gets a new error, because the cause of the original error may be an error of the HTTP client that contains a token (S41).
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

  /** Writes the last event of a successful operation. If the auditor fails, the operation still counts as successful. */
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
  // The cluster's message about an invalid field quotes the value of the field, which must not be logged. The names of the fields are enough.
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
