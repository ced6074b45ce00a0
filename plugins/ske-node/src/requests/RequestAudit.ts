import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';

/** What an audit event says beside who and when, which Backstage adds. Grows while the operation goes on. Never a token, never a body. */
export type AuditMeta = JsonObject & {
  requestId: string;
  cluster: string;
  identity: 'user' | 'service';
};

/**
 * Runs an operation between the two audit events that every call leaves (S40): one when it begins, and one that says how it ended.
 */
export async function audited<T>(options: {
  auditor: AuditorService;
  request: AuditorServiceCreateEventOptions['request'];
  eventId: string;
  severityLevel: 'low' | 'medium';
  meta: AuditMeta;
  signal: AbortSignal | undefined;
  run: () => Promise<T>;
}): Promise<T> {
  const { auditor, request, eventId, severityLevel, meta, signal, run } =
    options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel,
    request,
    meta: { ...meta },
  });
  let result: T;
  try {
    result = await run();
  } catch (error) {
    const code = codeOf(error, signal);
    await event.fail({
      // Not the error itself: its cause may be an HTTP client's, with who knows what in it (S41).
      error: new Error(describe(error, code)),
      meta: { ...meta, code },
    });
    throw error;
  }
  await event.success({ meta: { ...meta } });
  return result;
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

function codeOf(error: unknown, signal: AbortSignal | undefined): string {
  if (SkeError.is(error)) {
    return error.code;
  }
  return signal?.aborted ? 'cancelled' : 'internal';
}
