import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import {
  useCollections,
  type KubernetesObject,
  type LiveCollection,
  type LiveQuery,
} from '../../live';
import { listWorks, placementQueries, type PlacedWork } from '../../dependents';
import { useWorks } from '../request/useWorks';

/** A collection that could not be read. */
export interface MissingList {
  readonly query: LiveQuery;
  readonly list: LiveCollection;
}

/** The Works of a request and their placements. */
export interface UsedPlacement {
  readonly works: readonly PlacedWork[];
  readonly missing: readonly MissingList[];
  readonly isLoading: boolean;
}

/** Follows the Works of a request and their WorkPlacements. */
export function usePlacement(
  ref: ResourceRef,
  object: KubernetesObject,
): UsedPlacement {
  const {
    works,
    queries: workQueries,
    lists: workLists,
  } = useWorks(ref, object);
  const queries = useMemo(() => placementQueries(works), [works]);
  const placementLists = useCollections(queries);
  return useMemo(() => {
    const placements = placementLists.flatMap(({ items }) => items);
    return {
      works: listWorks(works, placements),
      missing: [
        ...listMissing(workQueries, workLists),
        ...listMissing(queries, placementLists),
      ],
      isLoading:
        workLists.some(isLoading) ||
        (works.length > 0 && placementLists.every(isLoading)),
    };
  }, [works, workQueries, workLists, queries, placementLists]);
}

function isLoading({ status }: LiveCollection): boolean {
  return status === 'loading';
}

function listMissing(
  queries: readonly LiveQuery[],
  lists: readonly LiveCollection[],
): MissingList[] {
  return lists
    .map((list, index) => ({ query: queries[index], list }))
    .filter(
      ({ query, list }) => query && list.status === 'refused' && list.error,
    );
}
