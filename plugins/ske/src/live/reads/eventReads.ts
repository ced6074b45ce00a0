import type {
  ResourceEvents,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import type { LiveCalls } from '../calls/LiveCalls';
import { toQuery } from '../store/queryKey';
import type { LiveQuery } from '../objects/types';
import type { ReadOptions } from './Read';

/** If Events are followed, this read is only for changes that a stream has missed. */
const FOLLOWED_REFRESH_MS = 60_000;
const POLL_MS = 15_000;

/** Where Kubernetes keeps the Events of cluster-scoped objects. */
const CLUSTER_EVENTS_NAMESPACE = 'default';

/** The options for reading the Events of an object. The list is read again when an Event is written, because an Event does not change the object that it is about. */
export function eventReads(
  ref: ResourceRef & { uid?: string },
  calls: Pick<LiveCalls, 'getResourceEvents'>,
): ReadOptions<ResourceEvents> {
  const query = { ...toQuery(ref), name: ref.name, uid: ref.uid };
  const follows = [eventsOf(ref)];
  return {
    read: signal => calls.getResourceEvents(query, { signal }),
    follows: () => follows,
    refreshAfter: (_, { isLive }) => (isLive ? FOLLOWED_REFRESH_MS : POLL_MS),
  };
}

/** More roles allow Events of the core API than of `events.k8s.io`. Both APIs have the same objects. */
function eventsOf(ref: ResourceRef & { uid?: string }): LiveQuery {
  const { kind, name, namespace = CLUSTER_EVENTS_NAMESPACE, uid } = ref;
  const fields = Object.entries({ kind, name, uid }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    apiVersion: 'v1',
    kind: 'Event',
    namespace,
    fieldSelector: fields
      .map(([field, value]) => `involvedObject.${field}=${value}`)
      .join(','),
  };
}
