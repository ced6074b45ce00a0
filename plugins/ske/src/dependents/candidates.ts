import {
  kratixLabels,
  labelIs,
  readPromiseApi,
  type KratixPromise,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject, LiveQuery } from '../live';
import { objectsAt, textAt } from '../values';

/** The largest number of Promises whose requests are searched for children. */
export const MAX_CANDIDATES = 20;

/** A kind in which a request may have children. */
export interface Candidate {
  readonly promise: string;
  readonly query: LiveQuery;
}

/** The names of the Promises that a Promise requires: the children of its requests are normally requests to these Promises. */
export function requiredPromises(
  promise: KubernetesObject | undefined,
): readonly string[] {
  return objectsAt(promise?.spec, 'requiredPromises')
    .map(each => textAt(each, 'name'))
    .filter(name => name !== undefined);
}

/** Where to look for the children of a request. Kratix does not record this relation, so the pipeline of the request must set labels on the children. */
export function listCandidates(
  parent: Pick<ResourceRef, 'name'>,
  parentPromise: string,
  promises: readonly KubernetesObject[],
): readonly Candidate[] {
  return promises
    .map(promise => ({
      promise: promise.metadata.name,
      api: readPromiseApi(promise as unknown as KratixPromise),
    }))
    .filter(({ promise, api }) => api && promise !== parentPromise)
    .map(({ promise, api }) => ({
      promise,
      query: {
        apiVersion: `${api?.group}/${api?.version}`,
        kind: api?.kind ?? '',
        labelSelector: [
          labelIs(kratixLabels.parentPromiseName, parentPromise),
          labelIs(kratixLabels.parentResourceName, parent.name),
        ].join(','),
      },
    }));
}

/** Whether a request is a child of the parent. The labels may name a request of the same name in another namespace. */
export function isChildOf(
  child: KubernetesObject,
  parent: ResourceRef,
): boolean {
  const { labels, namespace } = child.metadata;
  const named = labels?.[kratixLabels.parentResourceNamespace];
  return (named ?? namespace) === parent.namespace;
}
