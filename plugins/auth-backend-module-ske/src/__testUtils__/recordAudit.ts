import {
  type AuditorServiceCreateEventOptions,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';

/** An event that the recording auditor received when a call ended. */
export interface RecordedAuditEvent {
  eventId: string;
  severityLevel: string | undefined;
  status: 'succeeded' | 'failed';
  meta: JsonObject;
}

/** An auditor that records the events of calls that have ended, for the `modules` of a portal. */
export function recordAudit(events: RecordedAuditEvent[]) {
  const record = (
    { eventId, severityLevel, meta }: AuditorServiceCreateEventOptions,
    status: RecordedAuditEvent['status'],
    more?: { meta?: JsonObject },
  ) => {
    events.push({
      eventId,
      severityLevel,
      status,
      meta: { ...meta, ...more?.meta },
    });
  };
  return createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      createEvent: async event => ({
        success: async more => record(event, 'succeeded', more),
        fail: async more => record(event, 'failed', more),
      }),
    }),
  });
}
