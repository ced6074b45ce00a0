import {
  isWorkOf,
  worksQueries,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import {
  useCollections,
  type KubernetesObject,
  type LiveCollection,
  type LiveQuery,
} from '../../live';
import { textAt } from '../../values';
import { promiseNameOf, usePromiseOf } from './usePromiseOf';

/** The Works of a request, and the lists that they come from. */
export interface UsedWorks {
  readonly works: readonly KubernetesObject[];
  readonly queries: readonly LiveQuery[];
  readonly lists: readonly LiveCollection[];
}

/**
 * Follows the Works of a request. Kratix labels the Works when it has picked up the request.
 *
 * @param ref - if it is undefined, nothing is read
 */
export function useWorks(
  ref: ResourceRef | undefined,
  object: KubernetesObject,
): UsedWorks {
  const promise = promiseNameOf(object);
  const { object: promiseObject } = usePromiseOf(object);
  const pipelineNamespace = textAt(
    promiseObject?.spec,
    'workflows',
    'config',
    'pipelineNamespace',
  );
  const queries = useMemo(
    () =>
      promise === undefined || ref === undefined
        ? []
        : worksQueries({ ref, promise, pipelineNamespace }),
    [ref, promise, pipelineNamespace],
  );
  const lists = useCollections(queries);
  return useMemo(
    () => ({
      works: lists
        .flatMap(({ items }) => items)
        .filter(work => ref !== undefined && isWorkOf(work, ref)),
      queries,
      lists,
    }),
    [lists, queries, ref],
  );
}
