import { useCallback, useSyncExternalStore } from 'react';
import type { LiveConnection } from '../objects/types';
import { useLiveApi } from './useLiveApi';

/** The state of the stream, for the page's notice. */
export function useConnection(): LiveConnection {
  const { store } = useLiveApi();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeConnection(listener),
    [store],
  );
  return useSyncExternalStore(subscribe, () => store.connection);
}
