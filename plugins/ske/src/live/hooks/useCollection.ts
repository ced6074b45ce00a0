import { UNKNOWN_COLLECTION } from '../store/Collection';
import type { LiveCollection, LiveQuery } from '../objects/types';
import { useCollections } from './useCollections';

const NO_QUERIES: readonly LiveQuery[] = [];

/** Follows one collection. Without a query it returns an empty collection that is `loading`. */
export function useCollection(query: LiveQuery | undefined): LiveCollection {
  const [collection = UNKNOWN_COLLECTION] = useCollections(
    query ? [query] : NO_QUERIES,
  );
  return collection;
}
