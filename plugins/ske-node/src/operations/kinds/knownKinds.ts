import { KRATIX_GROUP, wellKnownKinds } from '@kratix-portal/plugin-ske-common';
import type { ServedKind } from '../../platform/discovery/ServedKind';

/*
 * The kinds that our own operations read in addition to the kind that the caller names. Kubernetes and Kratix fix their plurals and scopes, so
 * no discovery is needed. The kind rules (S20) do not apply to these kinds: a caller cannot choose them, and the cluster's RBAC still checks each read.
 */
export const knownKinds = {
  promise: wellKnownKinds.promise,
  promiseRevision: wellKnownKinds.promiseRevision,
  resourceBinding: wellKnownKinds.resourceBinding,
  job: {
    group: 'batch',
    version: 'v1',
    kind: 'Job',
    plural: 'jobs',
    namespaced: true,
  },
  pod: {
    group: '',
    version: 'v1',
    kind: 'Pod',
    plural: 'pods',
    namespaced: true,
  },
  event: {
    group: 'events.k8s.io',
    version: 'v1',
    kind: 'Event',
    plural: 'events',
    namespaced: true,
  },
  coreEvent: {
    group: '',
    version: 'v1',
    kind: 'Event',
    plural: 'events',
    namespaced: true,
  },
} as const satisfies Record<string, ServedKind>;

/** Whether a reference names a Promise, in any version. */
export function isPromise(ref: { apiVersion: string; kind: string }): boolean {
  return (
    ref.kind === wellKnownKinds.promise.kind &&
    ref.apiVersion.startsWith(`${KRATIX_GROUP}/`)
  );
}
