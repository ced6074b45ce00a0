import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import {
  useCollection,
  useCollections,
  type KubernetesObject,
  type LiveCollection,
  type LiveQuery,
} from '../../live';
import { KRATIX_API } from '../../kratix';
import { promiseNameOf, usePromiseOf } from '../request/usePromiseOf';
import {
  isChildOf,
  listCandidates,
  MAX_CANDIDATES,
  requiredPromises,
} from '../../dependents';

/** The requests that a request has created for other Promises. */
export interface Children {
  readonly children: readonly KubernetesObject[];
  /** The names of the Promises that were searched. */
  readonly searched: readonly string[];
  /** Promises whose requests could not be listed. */
  readonly missing: readonly { query: LiveQuery; list: LiveCollection }[];
  readonly promises: LiveCollection;
  /** The number of Promises that the user may see and that were not searched. */
  readonly others: number;
}

const FORBIDDEN = 'forbidden';

/**
 * Looks for the children of a request if its Promise requires other Promises, because requests of all other Promises rarely create any. With `searchAll` the
 * hook looks in all Promises that the user may see. Where the user may not list a kind in all namespaces, the hook looks in the namespace of the request.
 */
export function useChildren(
  ref: ResourceRef,
  object: KubernetesObject,
  searchAll: boolean,
): Children {
  const promise = promiseNameOf(object);
  const { object: promiseObject } = usePromiseOf(object);
  const required = useMemo(
    () => requiredPromises(promiseObject),
    [promiseObject],
  );
  const isNeeded = promise !== undefined && (searchAll || required.length > 0);
  const promises = useCollection(
    isNeeded ? { apiVersion: KRATIX_API, kind: 'Promise' } : undefined,
  );
  const { candidates, others } = useMemo(() => {
    const all = promise ? listCandidates(ref, promise, promises.items) : [];
    const chosen = all
      .filter(each => searchAll || required.includes(each.promise))
      .slice(0, MAX_CANDIDATES);
    return { candidates: chosen, others: all.length - chosen.length };
  }, [ref, promise, promises.items, searchAll, required]);
  const everywhere = useCollections(candidates.map(({ query }) => query));
  const here = useCollections(
    candidates
      .filter((_, index) => everywhere[index]?.error?.code === FORBIDDEN)
      .map(({ query }) => ({ ...query, namespace: ref.namespace })),
  );
  return useMemo(() => {
    const found = [...everywhere, ...here]
      .flatMap(({ items }) => items)
      .filter(child => isChildOf(child, ref));
    return {
      children: [
        ...new Map(found.map(each => [each.metadata.uid, each])).values(),
      ],
      searched: candidates.map(each => each.promise),
      missing: candidates
        .map(({ query }, index) => ({ query, list: everywhere[index] }))
        .filter(({ list }) => list?.status === 'refused'),
      promises,
      others,
    };
  }, [everywhere, here, ref, candidates, promises, others]);
}
