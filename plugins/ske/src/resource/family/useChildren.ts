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
import type { MissingList } from '../../object/missing';
import { promiseNameOf, usePromiseOf } from '../request/usePromiseOf';
import {
  isChildOf,
  listCandidates,
  MAX_CANDIDATES,
  requiredPromises,
} from '../../dependents';

/**
 * How far the search for children is.
 *
 * - `loading`: a list has not been read yet.
 * - `unknown`: nothing could be searched, because the user may not read the Promise or the lists in {@link Children.missing}, or because none of the required
 *   Promises is installed.
 * - `not-needed`: the Promise requires no other Promises, so nothing was searched.
 * - `done`: the requests of the Promises in {@link Children.searched} are known.
 */
export type ChildSearch = 'loading' | 'unknown' | 'not-needed' | 'done';

/** The requests that a request has created for other Promises. */
export interface Children {
  readonly children: readonly KubernetesObject[];
  readonly search: ChildSearch;
  /** The names of the Promises whose requests are known. */
  readonly searched: readonly string[];
  /** What could not be read: requests of some Promises, or the Promises. */
  readonly missing: readonly MissingList[];
  /** The number of Promises that the user may see and that were not searched. */
  readonly others: number;
}

const FORBIDDEN = 'forbidden';
const PROMISES: LiveQuery = { apiVersion: KRATIX_API, kind: 'Promise' };

/**
 * Looks for the children of a request if its Promise requires other Promises, because requests of all other Promises rarely create any. With `searchAll` the
 * hook looks in all Promises that the user may see. Where the user may not list a kind in all namespaces, the hook looks in the namespace of the request.
 */
export function useChildren(
  ref: ResourceRef,
  object: KubernetesObject,
  searchAll: boolean,
): Children {
  const name = promiseNameOf(object);
  const promise = usePromiseOf(object);
  const required = useMemo(
    () => requiredPromises(promise.object),
    [promise.object],
  );
  const isNeeded = name !== undefined && (searchAll || required.length > 0);
  const promises = useCollection(isNeeded ? PROMISES : undefined);
  const { candidates, others } = useMemo(() => {
    const all = name ? listCandidates(ref, name, promises.items) : [];
    const chosen = all
      .filter(each => searchAll || required.includes(each.promise))
      .slice(0, MAX_CANDIDATES);
    return { candidates: chosen, others: all.length - chosen.length };
  }, [ref, name, promises.items, searchAll, required]);
  const everywhere = useCollections(candidates.map(({ query }) => query));
  // A list that is polled because the user may not watch it also has an error, and it is complete.
  const restricted = candidates.filter((_, index) => {
    const { status, error } = everywhere[index] ?? {};
    return status === 'refused' && error?.code === FORBIDDEN;
  });
  const here = useCollections(
    restricted.map(({ query }) => ({ ...query, namespace: ref.namespace })),
  );
  const lists = candidates.map((candidate, index) => ({
    candidate,
    all: everywhere[index],
    own: here[restricted.indexOf(candidate)],
  }));
  const searched = lists
    .filter(({ all, own }) => isKnown(all) || isKnown(own))
    .map(({ candidate }) => candidate.promise);
  const isPending = lists.some(
    ({ all, own }) => isLoading(all) || (own !== undefined && isLoading(own)),
  );

  function searchState(): ChildSearch {
    if (name === undefined) {
      return 'done';
    }
    if (!isNeeded) {
      return promise.object ? 'not-needed' : unlessLoading(promise);
    }
    if (!isKnown(promises)) {
      return unlessLoading(promises);
    }
    if (isPending) {
      return 'loading';
    }
    const hasNoPromises = searchAll && lists.length === 0;
    return searched.length > 0 || hasNoPromises ? 'done' : 'unknown';
  }

  const found = useMemo(() => {
    const all = [...everywhere, ...here]
      .flatMap(({ items }) => items)
      .filter(child => isChildOf(child, ref));
    return [...new Map(all.map(each => [each.metadata.uid, each])).values()];
  }, [everywhere, here, ref]);
  const missing = useMemo(() => {
    return [
      {
        query: PROMISES,
        list: isNeeded ? promises : promise,
        isClusterScoped: true,
      },
      ...candidates.map(({ query }, index) => ({
        query,
        list: everywhere[index],
      })),
    ].filter(({ list }) => list?.status === 'refused');
  }, [isNeeded, promises, promise, candidates, everywhere]);
  return { children: found, search: searchState(), searched, missing, others };
}

type Readable = Pick<LiveCollection, 'asOf' | 'status'>;

function isKnown(list: Readable | undefined): boolean {
  return list?.asOf !== undefined;
}

function isLoading(list: Readable | undefined): boolean {
  return !isKnown(list) && list?.status !== 'refused';
}

/** If the Promise of the request no longer exists, it is not known which Promises it required. */
function unlessLoading(list: Readable): ChildSearch {
  return isLoading(list) ? 'loading' : 'unknown';
}
