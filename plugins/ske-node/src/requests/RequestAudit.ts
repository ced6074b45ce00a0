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
  run: () => Promise<T>;
}): Promise<T> {
  const { auditor, request, eventId, severityLevel, meta, run } = options;
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
    await event.fail({
      error: withoutCause(error),
      meta: { ...meta, code: SkeError.is(error) ? error.code : 'internal' },
    });
    throw error;
  }
  await event.success({ meta: { ...meta } });
  return result;
}

/** An error's cause may be an HTTP client's, with who knows what in it (S41). */
function withoutCause(error: unknown): Error {
  return SkeError.is(error)
    ? new Error(`${error.code}: ${error.message}`)
    : new Error('internal: the ske backend failed');
}
