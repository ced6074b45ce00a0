import type { ClusterWatchEvent } from '../../platform/streams/WatchItem';

/**
 * The object of an event as the API server wrote it. Its encoder always puts the type first and the object second, so the text need not be written
 * anew: for hundreds of watches that is most of their work.
 */
export function objectText({ type, object, json }: ClusterWatchEvent): string {
  const start = `{"type":"${type}","object":`;
  // A line break outside of strings would be JSON too, and the end of an event where this is sent.
  const isAsExpected =
    json.startsWith(start) && json.endsWith('}}') && !/[\r\n]/.test(json);
  return isAsExpected ? json.slice(start.length, -1) : JSON.stringify(object);
}
