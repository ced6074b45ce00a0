import type { JsonObject } from '@backstage/types';
import { cleanText, ResourceEvent } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const count = z.number().int().positive().optional().catch(undefined);

/*
 * An Event of either API. core/v1 has `message`, `firstTimestamp`, `count`, `source` and `reportingComponent`. events.k8s.io/v1 has `note`,
 * `deprecatedFirstTimestamp`, `deprecatedCount`, `deprecatedSource` and `reportingController`. Clients of events.k8s.io set `eventTime` and `series`
 * and leave the older fields null.
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
const eventSchema = z.object({
  metadata: z.object({ creationTimestamp: text }).optional().catch(undefined),
  type: text,
  reason: text,
  message: text,
  note: text,
  eventTime: text,
  series: z
    .object({ count, lastObservedTime: text })
    .optional()
    .catch(undefined),
  count,
  deprecatedCount: count,
  firstTimestamp: text,
  deprecatedFirstTimestamp: text,
  lastTimestamp: text,
  deprecatedLastTimestamp: text,
  reportingController: text,
  reportingComponent: text,
  source: z.object({ component: text }).optional().catch(undefined),
  deprecatedSource: z.object({ component: text }).optional().catch(undefined),
});

/** Reads Events of either API, merges equal ones, and sorts the latest first. */
export function foldEvents(items: JsonObject[]): ResourceEvent[] {
  const folded = new Map<string, ResourceEvent>();
  for (const item of items) {
    const event = toResourceEvent(item);
    const { type, reason, message, reportedBy } = event;
    const key = JSON.stringify([type, reason, message, reportedBy]);
    const same = folded.get(key);
    folded.set(key, same ? fold(same, event) : event);
  }
  return [...folded.values()].sort(
    (a, b) =>
      compare(toMs(b.lastSeen), toMs(a.lastSeen)) ||
      compare(toMs(b.firstSeen), toMs(a.firstSeen)),
  );
}

function toResourceEvent(item: JsonObject): ResourceEvent {
  const event = eventSchema.parse(item);
  const created = event.metadata?.creationTimestamp ?? '';
  const firstSeen =
    event.eventTime ||
    event.firstTimestamp ||
    event.deprecatedFirstTimestamp ||
    created;
  const reportedBy =
    event.reportingController ||
    event.reportingComponent ||
    event.source?.component ||
    event.deprecatedSource?.component;
  return {
    type: cleanText(event.type ?? 'Normal'),
    reason: cleanText(event.reason ?? ''),
    message: cleanText(event.message ?? event.note ?? ''),
    count: event.series?.count ?? event.count ?? event.deprecatedCount ?? 1,
    firstSeen,
    lastSeen:
      event.series?.lastObservedTime ||
      event.lastTimestamp ||
      event.deprecatedLastTimestamp ||
      firstSeen,
    ...(reportedBy && { reportedBy: cleanText(reportedBy) }),
  };
}

function fold(a: ResourceEvent, b: ResourceEvent): ResourceEvent {
  return {
    ...a,
    count: a.count + b.count,
    firstSeen:
      toMs(a.firstSeen) <= toMs(b.firstSeen) ? a.firstSeen : b.firstSeen,
    lastSeen: toMs(a.lastSeen) >= toMs(b.lastSeen) ? a.lastSeen : b.lastSeen,
  };
}

/** Some clients write times with microseconds and some without, so the times cannot be compared as text. */
function toMs(time: string): number {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? 0 : ms;
}

function compare(a: number, b: number): number {
  return a - b;
}
