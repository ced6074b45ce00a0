import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  AuditorServiceEvent,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { SkeError, SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import { apiServerAuditIdOf } from '../platform/answers/readAnswer';

/** What an audit event says beside who and when, which Backstage adds. Grows while the operation goes on. Never a token, never a body. */
export type AuditMeta = JsonObject & {
  requestId: string;
  cluster: string;
  identity: 'user' | 'service';
};

/** How an operation ended: `ok`, one of our codes, or `cancelled` when its caller went away. */
export type ResultCode = SkeErrorCode | 'ok' | 'cancelled';

// A refused read is as worth knowing as a write; one that finds nothing is what a page that waits for an object makes all the time.
const REFUSALS: ReadonlySet<ResultCode> = new Set<ResultCode>([
  'no-credentials',
  'session-ended',
  'identity-rejected',
  'identity-mismatch',
  'forbidden',
  'policy-denied',
  'kind-not-allowed',
]);

interface Audited<T> {
  auditor: AuditorService;
  request: AuditorServiceCreateEventOptions['request'];
  eventId: string;
  /** `low` for what only reads. */
  severityLevel: 'low' | 'medium';
  isLasting: boolean | undefined;
  meta: AuditMeta;
  signal: AbortSignal | undefined;
  /** Told before the last event, whose facts it may add to. */
  onEnd(code: ResultCode, error?: unknown): Promise<void>;
  run: () => Promise<T>;
}

/**
 * Runs an operation between the two audit events that every call leaves (S40): one when it begins, and one that says how it ended.
 *
 * Both events of a short read are written at its end, since only then it is known whether it was refused, which raises their severity.
 */
export async function audited<T>(options: Audited<T>): Promise<T> {
  const { severityLevel, isLasting, meta, onEnd, run } = options;
  let event =
    severityLevel === 'low' && !isLasting
      ? undefined
      : await begin(options, severityLevel);
  let result: T;
  try {
    result = await run();
  } catch (error) {
    const code = codeOf(error, options.signal);
    const auditId = apiServerAuditIdOf(error);
    Object.assign(meta, { code }, auditId && { apiServerAuditId: auditId });
    await onEnd(code, error);
    const isRefusedRead = severityLevel === 'low' && REFUSALS.has(code);
    const fail = async (one: AuditorServiceEvent) =>
      one.fail({
        // Not the error itself: its cause may be an HTTP client's, with who knows what in it (S41).
        error: new Error(describe(error, code)),
        meta: { ...meta },
      });
    if (event) {
      await fail(event);
    }
    if (!event || isRefusedRead) {
      await fail(await begin(options, isRefusedRead ? 'medium' : 'low'));
    }
    throw error;
  }
  meta.code = 'ok';
  await onEnd('ok');
  event ??= await begin(options, 'low');
  await event.success({ meta: { ...meta } });
  return result;
}

async function begin(
  { auditor, eventId, request, meta }: Audited<unknown>,
  severityLevel: 'low' | 'medium',
): Promise<AuditorServiceEvent> {
  return auditor.createEvent({
    eventId,
    severityLevel,
    request,
    meta: { ...meta },
  });
}

function describe(error: unknown, code: string): string {
  if (!SkeError.is(error)) {
    return code;
  }
  // The cluster's words on a field quote its value, and this log is no place for one: the fields have to do.
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
