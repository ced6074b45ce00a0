import type { ClusterWatchEvent } from '../../platform/streams/WatchItem';

/**
 * Cuts the object's JSON out of the event's JSON. The API server's encoder always writes the type first and the object second. Serializing the object
 * again would be most of the work of hundreds of watches.
 */
export function objectText({ type, object, json }: ClusterWatchEvent): string {
  const start = `{"type":"${type}","object":`;
  // JSON may contain line breaks between values, but a line break ends an event in the response.
  const isAsExpected =
    json.startsWith(start) && json.endsWith('}}') && !/[\r\n]/.test(json);
  return isAsExpected ? json.slice(start.length, -1) : JSON.stringify(object);
}
