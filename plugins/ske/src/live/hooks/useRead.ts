import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { ReadOptions } from '../reads/Read';
import type { Fetched } from '../objects/types';
import { useLiveApi } from './useLiveApi';

const NOTHING: Fetched<never> = { isLoading: true, refresh: () => {} };

/** Shows a value that all components with the same key share. Without a key nothing is read. */
export function useRead<T>(options: {
  key: string | undefined;
  read: () => ReadOptions<T>;
  revision?: string;
}): Fetched<T> {
  const { key, read, revision } = options;
  const { reads } = useLiveApi();
  const entry = key === undefined ? undefined : reads.get(key, read);
  const subscribe = useCallback(
    (listener: () => void) => {
      if (key === undefined || !entry) {
        return () => {};
      }
      reads.keep(key);
      return entry.subscribe(listener);
    },
    [reads, key, entry],
  );
  useEffect(() => entry?.noteRevision(revision), [entry, revision]);
  return useSyncExternalStore(subscribe, () => entry?.snapshot ?? NOTHING);
}
