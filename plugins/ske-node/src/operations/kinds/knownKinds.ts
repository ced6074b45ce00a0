import type { ServedKind } from '../../platform/discovery/ServedKind';

/*
 * The kinds that our own operations read beside the one that the caller names. Kubernetes and Kratix fix their plurals and scopes, so no
 * discovery is needed. They are beyond the kind rules (S20): what is read of them, and for whom, is the operation's to decide, and RBAC's.
 */
const kratix = { group: 'platform.kratix.io', version: 'v1alpha1' };

export const knownKinds = {
  promise: {
    ...kratix,
    kind: 'Promise',
    plural: 'promises',
    namespaced: false,
  },
  promiseRevision: {
    ...kratix,
    kind: 'PromiseRevision',
    plural: 'promiserevisions',
    namespaced: false,
  },
  resourceBinding: {
    ...kratix,
    kind: 'ResourceBinding',
    plural: 'resourcebindings',
    namespaced: true,
  },
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

/** Whether a reference names a Promise, of whatever version. */
export function isPromise(ref: { apiVersion: string; kind: string }): boolean {
  return (
    ref.kind === 'Promise' && ref.apiVersion.startsWith(`${kratix.group}/`)
  );
}
