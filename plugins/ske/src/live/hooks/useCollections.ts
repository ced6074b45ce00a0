import { useMemo, useSyncExternalStore } from 'react';
import { queryKey } from '../store/queryKey';
import type { LiveCollection, LiveQuery } from '../objects/types';
import { CollectionsView } from './CollectionsView';
import { useLiveApi } from './useLiveApi';

/** Follows several collections, in the order of the queries. */
export function useCollections(
  queries: readonly LiveQuery[],
): readonly LiveCollection[] {
  const { store } = useLiveApi();
  const key = queries.map(queryKey).join('\n');
  const view = useMemo(
    () => new CollectionsView(store, queries),
    // The queries are new objects in each rendering, and equal if their keys are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [store, key],
  );
  return useSyncExternalStore(view.subscribe, view.getSnapshot);
}
